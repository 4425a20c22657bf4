import type { JsonSchema } from "@chartmodel/json-schema";
import type { CompiledCheck } from "./ajv-error.ts";
import { type Compiler, createCompiler } from "./compiler.ts";

let compiler: Compiler | undefined;

/** Checks that collect every error, each with the schema and the value that it is about. */
function issueCompiler(): Compiler {
  compiler ??= createCompiler();
  return compiler;
}

/** Compiles a schema in this process. Schemas of one text are compiled once, and so is what they have in common. */
export function compileCheck(schema: JsonSchema): CompiledCheck {
  return issueCompiler().compile(schema);
}

/** An ES module with a check for each schema, under its key: see {@link Compiler.source}. */
export function checksSource(schemas: Readonly<Record<string, JsonSchema>>): string {
  return issueCompiler().source(schemas);
}

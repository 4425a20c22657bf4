import type { JsonSchema } from "@chartmodel/json-schema";
import type { CompiledCheck } from "./ajv-error.ts";
import { type Compiler, createCompiler } from "./compiler.ts";

let forIssues: Compiler | undefined;
let forVerdicts: Compiler | undefined;

/** Checks that collect every error, each with the schema and the value that it is about. */
function issueCompiler(): Compiler {
  forIssues ??= createCompiler({ allErrors: true, verbose: true, inlineRefs: false });
  return forIssues;
}

/** Checks that stop at the first error and say nothing of it: they take half the time of those that collect errors. */
function verdictCompiler(): Compiler {
  forVerdicts ??= createCompiler({ messages: false });
  return forVerdicts;
}

/** Compiles a schema in this process. Schemas of one text are compiled once, and so is what they have in common. */
export function compileCheck(schema: JsonSchema): CompiledCheck {
  return issueCompiler().compile(schema);
}

/** An ES module with a check for each schema, under its key: see {@link Compiler.source}. */
export function checksSource(schemas: Readonly<Record<string, JsonSchema>>): string {
  return issueCompiler().source(schemas);
}

/** The same for checks that only tell whether a value is valid. */
export function verdictsSource(schemas: Readonly<Record<string, JsonSchema>>): string {
  return verdictCompiler().source(schemas);
}

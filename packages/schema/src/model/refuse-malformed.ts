import type { JsonSchema } from "@chartmodel/json-schema";
import draft07 from "ajv/dist/refs/json-schema-draft-07.json" with { type: "json" };
import { compileCheck } from "../validate/compile-check.ts";
import { compileVerdicts, type Verdict } from "../validate/verdict-source.ts";

const metaSchema = draft07 as unknown as JsonSchema;

let isWellFormed: Verdict | undefined;

/**
 * Refuses a schema whose keywords do not have the values that draft-07 gives them (`minimum: "1"`).
 *
 * @throws {Error} as ajv does.
 */
export function refuseMalformed(schema: JsonSchema): void {
  isWellFormed ??= compileVerdicts([metaSchema], metaSchema)[0];
  // The definitions are Kubernetes' own.
  const { definitions: _kubernetes, ...body } = schema;
  if (!isWellFormed?.(body)) compileCheck(schema);
}

import { describeSchema, hidden, type JsonSchema, showValue } from "@chartmodel/json-schema";
import { visibleUnder } from "../diff/visible-changes.ts";
import type { SchemaChange } from "./compare-schemas.ts";

/** A sentence for a change: what is said of the value now, what was said, and values that show the difference. */
export function showSchemaChange(change: SchemaChange, before: JsonSchema, after: JsonSchema): string {
  const where = change.path || "the values";
  const proof =
    "counterexample" in change
      ? `${showVisible(change.counterexample, [before, after])} was valid, and is not`
      : "no such values were found, and it is not proven that there are none";
  return `${where} ${what(change, before, after)}: ${proof}`;
}

function showVisible(values: unknown, schemas: readonly JsonSchema[]): string {
  return showValue(visibleUnder(schemas, values)).replaceAll(JSON.stringify(hidden), hidden);
}

function what(
  { keyword, before, after, missing }: SchemaChange,
  oldRoot: JsonSchema,
  newRoot: JsonSchema,
): string {
  if (after === false) return "is not allowed any more";
  if (missing) return `must have ${missing.map((key) => JSON.stringify(key)).join(", ")}`;
  if ([before, after].some(isSecret)) return `has another ${JSON.stringify(keyword)}`;
  const [was, is] = [describe(before, oldRoot), describe(after, newRoot)];
  return was === is ? `has another ${JSON.stringify(keyword)}` : `must now be ${is}, and was ${was}`;
}

const isSecret = (schema: JsonSchema | boolean): boolean =>
  typeof schema === "object" && schema["x-secret"] === true;

function describe(schema: JsonSchema | boolean, root: JsonSchema): string {
  return typeof schema === "boolean" ? "anything" : describeSchema(schema, root);
}

import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import type { Chart } from "../model/define-chart.ts";
import { UsageError } from "../usage-error.ts";
import type { GitHistory } from "./git-history.ts";

/** @throws {UsageError} for what is no JSON, or no schema. */
export function readSchema(text: string, shownAs: string): JsonSchema {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shownAs} is not JSON: ${(error as Error).message}`);
  }
  if (!isRecord(schema)) throw new UsageError(`${shownAs} is no JSON Schema: expected an object`);
  return schema as JsonSchema;
}

/**
 * The schema that a chart had at a commit; `undefined` where it had none.
 *
 * @throws {UsageError} for what is no JSON, or no schema.
 */
export function schemaAt(history: GitHistory, { path }: Pick<Chart, "path">): JsonSchema | undefined {
  const file = `${path}/values.schema.json`;
  const text = history.read(file);
  return text === undefined ? undefined : readSchema(text, `${history.reference}:${file}`);
}

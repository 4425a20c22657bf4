import { posix } from "node:path";
import { isRecord, type JsonSchema, jsonPlace } from "@chartmodel/json-schema";
import type { Chart } from "../model/define-chart.ts";
import { UsageError } from "../usage-error.ts";
import type { GitHistory } from "./git-history.ts";

/** @throws {UsageError} for what is no JSON, or no schema. */
export function readSchema(text: string, shownAs: string): JsonSchema {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shownAs} is not JSON${jsonPlace(error)}`);
  }
  if (!isRecord(schema)) throw new UsageError(`${shownAs} is no JSON Schema: expected an object`);
  return schema as JsonSchema;
}

/**
 * The schema that a chart had at a commit, in the folder that it was in; `undefined` where it had none.
 *
 * @throws {UsageError} for what is no JSON, or no schema.
 */
export function schemaAt(history: GitHistory, chart: Pick<Chart, "name" | "path">): JsonSchema | undefined {
  const file = `${folderAt(history, chart)}/values.schema.json`;
  const text = history.read(file);
  return text === undefined ? undefined : readSchema(text, `${history.reference}:${file}`);
}

/** The folder that a chart was in: that of today, else one whose Chart.yaml has its name. */
export function folderAt(history: GitHistory, { name, path }: Pick<Chart, "name" | "path">): string {
  if (
    history.read(`${path}/Chart.yaml`) !== undefined ||
    history.read(`${path}/values.schema.json`) !== undefined
  )
    return path;
  const isNamed = new RegExp(`^name:\\s*["']?${name.replaceAll(".", "\\.")}["']?\\s*$`, "m");
  const moved = history
    .files()
    .find((file) => posix.basename(file) === "Chart.yaml" && isNamed.test(history.read(file) ?? ""));
  return moved === undefined ? path : posix.dirname(moved);
}

import { plainKindOf } from "@chartmodel/json-schema";

/** A file of values that cannot be read. The message has file, line and column, and nothing of what the file holds. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
}

/** What is said of an overlay that is no map. */
export function notAMap(values: unknown): string {
  const kind = plainKindOf(values) === "list" ? "a list" : `a ${typeof values}`;
  return `an overlay is a map of values, but this is ${kind}`;
}

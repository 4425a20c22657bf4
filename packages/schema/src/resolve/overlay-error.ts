import { kindInWords } from "../kind-in-words.ts";

/** A file of values that cannot be read. The message has file, line and column, and nothing of what the file holds. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
}

/** What is said of an overlay that is no map. */
export function notAMap(values: unknown): string {
  return `an overlay is a map of values, but this is ${kindInWords(values)}`;
}

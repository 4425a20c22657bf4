/** Keywords that models have beside those of the standard: see `JsonSchema`. */
export const ownKeywords: readonly string[] = ["x-unit", "x-secret", "x-message"];

const annotations: ReadonlySet<string> = new Set([
  ...ownKeywords,
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "definitions",
  "format",
]);

/** True for a keyword that says nothing of which values are valid; `format` is not asserted here either. */
export function isAnnotation(keyword: string): boolean {
  return annotations.has(keyword);
}

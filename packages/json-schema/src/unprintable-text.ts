import type { PathSegments } from "./path.ts";

/**
 * Characters that are no text to YAML 1.1 (https://yaml.org/spec/1.1/#nb-char), and the line break U+0085: where a value
 * holds one, Helm's `toYaml` gives nothing, or another text, for the whole map that it is in, without an error.
 */
export const unprintable = /[\u007f-\u009f\ufffe\uffff]/;

/** The first text, or key, of plain data that holds such a character: its path, and the character as in `U+007F`. */
export function unprintableText(
  value: unknown,
  path: PathSegments = [],
): { readonly path: PathSegments; readonly character: string } | undefined {
  if (typeof value === "string")
    return unprintable.test(value) ? { path, character: nameOf(value) } : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  const key = Object.keys(value).find((key) => unprintable.test(key));
  if (key !== undefined) return { path, character: nameOf(key) };
  for (const [key, item] of Object.entries(value)) {
    const found = unprintableText(item, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function nameOf(text: string): string {
  const [character = ""] = unprintable.exec(text) ?? [];
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

import { isRecord } from "./json.ts";
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
  if (!hasUnprintable(value)) return undefined;
  if (typeof value === "string") return { path, character: nameOf(value) };
  const key = isRecord(value) ? Object.keys(value).find((key) => unprintable.test(key)) : undefined;
  if (key !== undefined) return { path, character: nameOf(key) };
  for (const [key, item] of Object.entries(value as object)) {
    const found = unprintableText(item, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function hasUnprintable(value: unknown): boolean {
  if (typeof value === "string") return unprintable.test(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(hasUnprintable);
  for (const key in value)
    if (unprintable.test(key) || hasUnprintable((value as Record<string, unknown>)[key])) return true;
  return false;
}

function nameOf(text: string): string {
  const [character = ""] = unprintable.exec(text) ?? [];
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

import { hidden, valueAt } from "@chartmodel/json-schema";
import { isSecretData, type Manifest } from "./manifest.ts";

/** What a manifest has at a place, cut short for a message; nothing of what a Secret keeps. */
export function shownAt(manifest: Manifest, segments: readonly (string | number)[]): string {
  if (isSecretData(manifest, segments)) return hidden;
  const value = valueAt(manifest.content, segments);
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

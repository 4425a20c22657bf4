import { isRecord } from "@chartmodel/json-schema";

/** One value over another: objects key by key, everything else (lists too) replaced whole. The inputs stay as they are. */
export function merge(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (!isRecord(below) || !isRecord(above)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const key in above)
    merged[key] = Object.hasOwn(merged, key) ? merge(merged[key], above[key]) : above[key];
  return merged;
}

import { isRecord } from "@chartmodel/json-schema";

/**
 * Values laid over a chart's own as Helm does (3.19 and newer): maps key by key, all else replaced, and a null takes a
 * key of the chart's away. A key without a value is none.
 */
export function layOver(own: unknown, values: unknown): unknown {
  if (!isRecord(own) || !isRecord(values)) return values;
  const result = new Map(Object.entries(own));
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (value === null && Object.hasOwn(own, key)) result.delete(key);
    else result.set(key, Object.hasOwn(own, key) ? layOver(own[key], value) : value);
  }
  return Object.fromEntries(result);
}

import { ELEMENT, isRecord } from "@chartmodel/json-schema";
import type { ValuePath } from "../template/template-value.ts";

/** The value at a path; of a list or map, its first child. */
export function valueAt(values: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((node, step) => {
    if (step === ELEMENT) return Object.values(node ?? {})[0];
    return isRecord(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, values);
}

/** The values with another one at a path; what is not there on the way is made, of a list or map the first child is taken. */
export function withValue(values: unknown, path: ValuePath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (step === ELEMENT && Array.isArray(values))
    return [withValue(values[0], rest, value), ...values.slice(1)];
  const record = isRecord(values) ? values : {};
  const key = step === ELEMENT ? (Object.keys(record)[0] ?? "sample") : step;
  return { ...record, [key]: withValue(record[key], rest, value) };
}

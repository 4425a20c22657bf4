import { formatPath, isRecord, valueChanges } from "@chartmodel/json-schema";

/** Values without what is null: Helm takes null for the wish that a key be gone. Tells the paths of what it leaves out. */
export function withoutNulls(
  value: unknown,
  left: string[] = [],
  path: readonly (string | number)[] = [],
): unknown {
  if (Array.isArray(value))
    return value.flatMap((item, at) => {
      if (item !== null) return [withoutNulls(item, left, [...path, at])];
      left.push(formatPath([...path, at]));
      return [];
    });
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    if (item !== null) return [[key, withoutNulls(item, left, [...path, key])]];
    left.push(formatPath([...path, key]));
    return [];
  });
  return Object.fromEntries(entries);
}

/** The paths at which two values differ as data, whatever the order of keys. */
export function differences(one: unknown, other: unknown): string[] {
  return valueChanges(one, other).map(({ path }) => formatPath(path));
}

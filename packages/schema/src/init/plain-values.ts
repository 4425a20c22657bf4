import { formatPath, isRecord } from "@chartmodel/json-schema";

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
export function differences(one: unknown, other: unknown, path: readonly (string | number)[] = []): string[] {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    return one.flatMap((item, at) => differences(item, other[at], [...path, at]));
  if (isRecord(one) && isRecord(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
      differences(one[key], other[key], [...path, key]),
    );
  return Object.is(one, other) ? [] : [formatPath(path)];
}

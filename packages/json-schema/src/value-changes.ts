import { isDeepStrictEqual } from "node:util";
import { isRecord } from "./json.ts";
import type { PathSegments } from "./path.ts";

/** A place at which two values differ: nothing `before` where something came, nothing `after` where it went. */
export interface ValueChange {
  readonly path: PathSegments;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Where two values differ, as deep as both are of a kind: objects by key, lists of objects with a `name` each by that
 * name unless their order changed, other lists by place. The keys of `after` come first, in its order. A path leads through `after`, or through
 * `before` to what went.
 */
export function valueChanges(before: unknown, after: unknown, path: PathSegments = []): ValueChange[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => valueChanges(own(before, key), own(after, key), [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return pairs(before, after).flatMap(([old, now]) => {
      const step = (now === undefined ? old : now) as number;
      return valueChanges(at(before, old), at(after, now), [...path, step]);
    });
  }
  if (isDeepStrictEqual(before, after)) return [];
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

const own = (value: Record<string, unknown>, key: string) =>
  Object.hasOwn(value, key) ? value[key] : undefined;
const at = (list: readonly unknown[], index: number | undefined) =>
  index === undefined ? undefined : list[index];

/** Which item of one list is which of another. */
function pairs(
  before: readonly unknown[],
  after: readonly unknown[],
): [before: number | undefined, after: number | undefined][] {
  const old = namesOf(before);
  const now = namesOf(after);
  if (!old || !now || !isDeepStrictEqual(common(old, now), common(now, old))) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) => [
      index < before.length ? index : undefined,
      index < after.length ? index : undefined,
    ]);
  }
  return [
    ...now.map((name, index): [number | undefined, number] => [indexOf(old, name), index]),
    ...old.flatMap((name, index): [number, undefined][] => (now.includes(name) ? [] : [[index, undefined]])),
  ];
}

/** Those of some names that others have too, in their own order. */
const common = (names: readonly string[], others: readonly string[]) =>
  names.filter((name) => others.includes(name));

function indexOf(names: readonly string[], name: string): number | undefined {
  const index = names.indexOf(name);
  return index === -1 ? undefined : index;
}

/** The names of a list's items, where each has one of its own. */
function namesOf(list: readonly unknown[]): string[] | undefined {
  const names = list.flatMap((item) =>
    isRecord(item) && typeof item["name"] === "string" ? [item["name"]] : [],
  );
  return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

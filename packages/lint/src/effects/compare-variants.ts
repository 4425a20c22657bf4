import { isDeepStrictEqual } from "node:util";
import { isRecord, pointerStep, yamlOfKubernetes } from "@chartmodel/json-schema";
import { parseAllDocuments } from "yaml";
import type { Variant } from "./variant-renderer.ts";

/** By template, the paths into its manifests that change although the values do not. */
export type UnstablePaths = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the documents of a rendered text. */
type Read = (text: string) => unknown[];

/** What differs between two renderings of the same values: random or of the time, or a checksum over the alias. */
export function unstablePaths(once: Variant, again: Variant, read: Read = documents): UnstablePaths {
  const unstable = new Map<string, ReadonlySet<string>>();
  for (const [source, text] of once ?? []) {
    const other = again?.get(source) ?? "";
    if (other !== text) unstable.set(source, differences(read(text), documents(other)));
  }
  return unstable;
}

/**
 * Tells whether two variants render the same, apart from what is unstable.
 *
 * @param read - reads the texts of `one`, which may be that of many comparisons.
 */
export function isSame(one: Variant, other: Variant, unstable: UnstablePaths, read: Read): boolean {
  if (one === undefined || other === undefined) return one === other;
  const sources = new Set([...one.keys(), ...other.keys()]);
  return [...sources].every((source) => {
    const [left, right] = [one.get(source), other.get(source)];
    if (left === right) return true;
    const ignored = unstable.get(source);
    if (left === undefined || right === undefined || ignored === undefined) return false;
    return [...differences(read(left), documents(right))].every((path) => ignored.has(path));
  });
}

/** Where what one template renders is another, as JSON Pointers into the list of its manifests. */
export function differences(one: unknown, other: unknown): Set<string> {
  const paths = new Set<string>();
  compare(one, other, "", paths);
  return paths;
}

/** Reads each text once. */
export function readingOnce(): Read {
  const known = new Map<string, unknown[]>();
  return (text) => {
    const found = known.get(text) ?? documents(text);
    known.set(text, found);
    return found;
  };
}

/** The manifests in what one template renders. */
export function documents(text: string): unknown[] {
  return parseAllDocuments(text, yamlOfKubernetes).map((document) => document.toJS() as unknown);
}

function compare(one: unknown, other: unknown, path: string, paths: Set<string>): void {
  if (isDeepStrictEqual(one, other)) return;
  const bothLists = Array.isArray(one) && Array.isArray(other);
  if (!bothLists && !(isRecord(one) && isRecord(other))) {
    paths.add(path);
    return;
  }
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    compare(left[key], right[key], `${path}/${pointerStep(key)}`, paths);
  }
}

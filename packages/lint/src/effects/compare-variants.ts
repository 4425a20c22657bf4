import { isDeepStrictEqual } from "node:util";
import { isRecord } from "@chartmodel/json-schema";
import { parseAllDocuments } from "yaml";
import { yamlOfKubernetes } from "../manifest/parse-manifests.ts";
import type { Variant } from "./variant-renderer.ts";

/** By template, the paths into its manifests that change although the values do not. */
export type UnstablePaths = ReadonlyMap<string, ReadonlySet<string>>;

/** What differs between two renderings of the same values: random or of the time, or a checksum over the alias. */
export function unstablePaths(once: Variant, again: Variant): UnstablePaths {
  const unstable = new Map<string, ReadonlySet<string>>();
  for (const [source, text] of once ?? []) {
    const other = again?.get(source) ?? "";
    if (other !== text) unstable.set(source, differences(text, other));
  }
  return unstable;
}

/** Tells whether two variants render the same, apart from what is unstable. */
export function isSame(one: Variant, other: Variant, unstable: UnstablePaths): boolean {
  if (one === undefined || other === undefined) return one === other;
  const sources = new Set([...one.keys(), ...other.keys()]);
  return [...sources].every((source) => {
    const [left, right] = [one.get(source), other.get(source)];
    if (left === right) return true;
    const ignored = unstable.get(source);
    if (left === undefined || right === undefined || ignored === undefined) return false;
    return [...differences(left, right)].every((path) => ignored.has(path));
  });
}

function differences(one: string, other: string): Set<string> {
  const paths = new Set<string>();
  compare(documents(one), documents(other), "", paths);
  return paths;
}

function documents(text: string): unknown[] {
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
    compare(left[key], right[key], `${path}/${key}`, paths);
  }
}

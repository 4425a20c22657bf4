import { isDeepStrictEqual } from "node:util";
import { parseAllDocuments } from "yaml";
import { isRecord } from "../../json.ts";
import { yamlOfKubernetes } from "../parse-manifests.ts";
import type { Variant } from "./variant-renderer.ts";

/** Tells whether two variants render the same, apart from what changes from run to run. */
export class Comparison {
  readonly #unstable = new Map<string, ReadonlySet<string>>();

  /** @param twice - the same values rendered twice: where they differ, the chart is random or tells the time. */
  constructor(twice: readonly [Variant, Variant]) {
    const [first, second] = twice;
    for (const [source, text] of first ?? []) {
      const again = second?.get(source) ?? "";
      if (again !== text) this.#unstable.set(source, differences(text, again));
    }
  }

  isSame(one: Variant, other: Variant): boolean {
    if (one === undefined || other === undefined) return one === other;
    const sources = new Set([...one.keys(), ...other.keys()]);
    return [...sources].every((source) => this.#isSameText(source, one.get(source), other.get(source)));
  }

  #isSameText(source: string, one: string | undefined, other: string | undefined): boolean {
    if (one === other) return true;
    const ignored = this.#unstable.get(source);
    if (one === undefined || other === undefined || ignored === undefined) return false;
    return [...differences(one, other)].every((path) => ignored.has(path));
  }
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

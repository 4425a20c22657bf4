import { formatPath } from "@chartmodel/json-schema";
import { isCondition } from "../chart/is-condition.ts";
import { type Chart, missingDependencies, withSubcharts } from "../chart/read-chart.ts";
import type { ValueLeaf, ValuesDocument } from "../chart/values-document.ts";
import type { Finding } from "../issue/manifest-issue.ts";
import type { ValueUse } from "../template/read-notes.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { isAtOrBelow, type ValuePath } from "../template/template-value.ts";
import { UseTree } from "./use-tree.ts";

/** A value, or a map of values, that no template can make use of. */
export interface UnusedValue {
  readonly path: readonly string[];
  readonly line: number;
  /** All lines of keys on the way, for a comment that lets it be. */
  readonly lines: readonly number[];
  readonly leaves: readonly ValueLeaf[];
}

/** Unused values, and why others were not decided. */
export interface UnusedValues {
  readonly unused: readonly UnusedValue[];
  readonly undecided: readonly string[];
}

type Use = Pick<ValueUse, "path" | "whole">;

/**
 * The values of a chart's values.yaml that nothing can use: by following every template of the chart and its
 * subcharts, whatever its conditions. Where a template may do anything with the values, nothing is said.
 */
export function findUnusedValues(
  chart: Chart,
  { leaves }: ValuesDocument,
  reads: TemplateReads,
): UnusedValues {
  if (chart.isLibrary)
    return { unused: [], undecided: ["a library chart's values are read by the charts that use it"] };
  const missing = missingDependencies(chart);
  const undecided = missing.map(
    ({ name, path }) =>
      `values below ${formatPath(path)}: the dependency ${name} is not in charts/ (helm dependency build brings it)`,
  );
  if (missing.length > 0 && reads.undefined.length > 0) {
    const names = reads.undefined.slice(0, 5).map(({ name }) => name);
    undecided.push(`values that go into templates of what is not in charts/: ${names.join(", ")}`);
  }
  const uses = new UseTree(usesOf(chart, reads));
  const isUsed = (leaf: ValueLeaf) =>
    leaf.isRepeated || isCondition(leaf.path) || uses.find(leaf.path) !== undefined;
  const unused = leaves.filter((leaf) => !isUsed(leaf));
  return { unused: grouped(unused, leaves, uses), undecided };
}

/** Tells of a path whether any template may use what is there, whatever its conditions. */
export function mayUse(chart: Chart, reads: TemplateReads): (path: ValuePath) => boolean {
  if (!reads.isWhole) return () => true;
  const uses = new UseTree(usesOf(chart, reads));
  return (path) => uses.find(path) !== undefined;
}

function usesOf(chart: Chart, reads: TemplateReads): readonly Use[] {
  const missing = missingDependencies(chart);
  return withGlobals(chart, [
    ...reads.uses,
    ...declaredUses(chart),
    ...missing.map(({ path }) => ({ path, whole: true })),
    // A chart that is not here may read what is global.
    ...(missing.length > 0 ? [{ path: ["global"], whole: true }] : []),
  ]);
}

/**
 * The sentence for one of them.
 *
 * @param uncalled - what definitions use that nothing calls.
 */
export function describeUnused(
  { path, line, leaves }: UnusedValue,
  uncalled: UseTree<ValueUse>,
  file: string,
): Finding {
  const name = formatPath(path);
  const many = leaves.length > 1 ? ` and none of the ${leaves.length} values below it` : "";
  const places = leaves.map((leaf) => uncalled.find(leaf.path));
  const [place] = places.includes(undefined) ? [] : places;
  return {
    path: name,
    code: "value-unused",
    file,
    line,
    expected: "a value that a template reads",
    received: place ? "one that only an uncalled define reads" : "one that none reads",
    message: place
      ? `${name} is read only in a define that nothing calls (${place.file}:${place.line}): remove both, or call it`
      : `${name}${many} is read by no template: remove it, or read .Values.${name} where it was meant`,
  };
}

/** What Chart.yaml reads of the values. */
function declaredUses(chart: Chart): Use[] {
  return withSubcharts(chart).flatMap(({ at, dependencies }) =>
    dependencies.flatMap(({ key, conditions, tags, importValues }) => [
      ...conditions.map((path) => ({ path: [...at, ...path.split(".")], whole: false })),
      ...tags.map((tag) => ({ path: ["tags", tag], whole: false })),
      ...importValues.map((entry) => ({
        path: [...at, key, ...(typeof entry === "string" ? ["exports", entry] : childPath(entry))],
        whole: true,
      })),
    ]),
  );
}

function childPath(entry: unknown): string[] {
  const { child } = (entry ?? {}) as { child?: unknown };
  return typeof child === "string" && child !== "." ? child.split(".") : [];
}

/** A subchart's `global` is the whole's. */
function withGlobals(chart: Chart, uses: readonly Use[]): Use[] {
  const prefixes = withSubcharts(chart).map(({ at }) => at);
  return uses.flatMap((use) => {
    const at = prefixes.filter(
      (prefix) => prefix.length > 0 && use.path[prefix.length] === "global" && isAtOrBelow(use.path, prefix),
    );
    return [use, ...at.map((prefix) => ({ ...use, path: use.path.slice(prefix.length) }))];
  });
}

/** Whole maps in place of all that is in them. */
function grouped(unused: readonly ValueLeaf[], all: readonly ValueLeaf[], uses: UseTree<Use>): UnusedValue[] {
  const [lost, known] = [countsBelow(unused), countsBelow(all)];
  const isUnusedMap = (path: readonly string[]) => {
    const key = JSON.stringify(path);
    return lost.get(key) === known.get(key) && uses.find(path) === undefined;
  };
  const groups = new Map<string, UnusedValue & { readonly leaves: ValueLeaf[] }>();
  for (const leaf of unused) {
    let length = leaf.path.length;
    while (length > 1 && isUnusedMap(leaf.path.slice(0, length - 1))) length -= 1;
    const path = leaf.path.slice(0, length);
    const key = JSON.stringify(path);
    const group = groups.get(key) ?? {
      path,
      line: leaf.lines[length - 1] ?? leaf.line,
      lines: leaf.lines.slice(0, length),
      leaves: [],
    };
    group.leaves.push(leaf);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** How many of the values lie in each map. */
function countsBelow(leaves: readonly ValueLeaf[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of leaves) {
    for (let length = 1; length < path.length; length += 1) {
      const key = JSON.stringify(path.slice(0, length));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

import { isDeepStrictEqual } from "node:util";
import { ELEMENT, type JsonSchema } from "@chartmodel/json-schema";
import { isCondition } from "../chart/is-condition.ts";
import { apiArguments, namedApis } from "../chart/named-apis.ts";
import { type Chart, subchartKeys, templateText } from "../chart/read-chart.ts";
import type { Release } from "../helm/render-chart.ts";
import type { ValuePath } from "../template/template-value.ts";
import { isSame, readingOnce, type UnstablePaths, unstablePaths } from "./compare-variants.ts";
import {
  changing,
  choicesBeside,
  filled,
  isSwitch,
  neighboursOf,
  type Switches,
  switched,
} from "./contexts.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { Samples } from "./sample-values.ts";
import { valueAt, withValue } from "./set-value.ts";
import { slotCount } from "./variant-chart.ts";
import { type Variant, VariantRenderer } from "./variant-renderer.ts";

/** How many other values of one leaf are tried. */
const CHANGES = 4;

/**
 * After how much effort no more is tried, of which a chart with forty values takes a fifth. What is still without an
 * effect then is mostly a template's to use in a way that no sample meets: of 114 values in such a chart, three times
 * the effort showed eight.
 */
const MOST_EFFORT = 3_000;

/** How many neighbouring contexts of a chart are tried in each slice: where many values are left, all of them would take hours. */
const MOST_CONTEXTS = 500;

/** How many neighbouring contexts are tried at a time, so that a value that soon shows its effect costs little. */
const CONTEXT_SLICES = [
  [0, 12],
  [12, 48],
  [48, Number.POSITIVE_INFINITY],
] as const;

/**
 * The modelled values whose change alters no manifest of any release, found by rendering: each value is changed in each
 * release, then once more with the switches around it in other positions, until it shows or much was tried.
 *
 * @param onProgress - told after each step how many values are still without an effect.
 * @param signal - ends the search.
 */
export async function valuesWithoutEffect(
  helm: string,
  chart: Chart,
  schema: JsonSchema,
  releases: readonly Release[],
  onProgress: (left: number) => void = () => {},
  signal?: AbortSignal,
): Promise<ValuePath[]> {
  const renderer = new VariantRenderer(helm, chart, signal);
  try {
    const search = new Search(
      renderer,
      schema,
      distinct(withApis(releases, namedApis(chart))),
      templateText(chart),
      subchartKeys(chart),
    );
    return (await search.run(onProgress, signal)).map(({ path }) => path);
  } finally {
    renderer.close();
  }
}

/** What the children of lists and maps are that have to be made: of what is required, or of all that may be. */
type Elements = "small" | "whole";

/** The values of a release in which a leaf is tried. */
type Contexts = (leaf: Leaf, values: unknown, switches: Switches) => readonly unknown[];

class Search {
  readonly #renderer: VariantRenderer;
  readonly #samples: Samples;
  readonly #releases: readonly Release[];
  readonly #leaves: readonly Leaf[];
  readonly #templates: string;
  readonly #switches = new Map<Release, Switches>();

  constructor(
    renderer: VariantRenderer,
    schema: JsonSchema,
    releases: readonly Release[],
    templates: string,
    elsewhere: ReadonlySet<string>,
  ) {
    this.#templates = templates;
    this.#renderer = renderer;
    this.#samples = new Samples(schema);
    this.#releases = releases;
    // All that a subchart is given is for its templates, and has to be a map for Helm.
    const isSubchart = ({ path: [key, below] }: Leaf) => below === undefined && elsewhere.has(String(key));
    this.#leaves = leavesOf(schema).filter((leaf) => !isCondition(leaf.path) && !isSubchart(leaf));
  }

  async run(onProgress: (left: number) => void, signal?: AbortSignal): Promise<readonly Leaf[]> {
    let left = this.#leaves;
    const pass = async (changes: number, contexts: Contexts, elements: Elements = "small") => {
      for (const release of this.#releases) {
        if (left.length === 0 || this.#renderer.effort > MOST_EFFORT || signal?.aborted) return;
        try {
          left = await this.#withoutEffect(left, release, { changes, contexts, elements });
        } catch (error) {
          if (!signal?.aborted) throw error;
        }
      }
      onProgress(left.length);
    };
    // Few values get past the first two passes: the later ones may be thorough.
    await pass(1, (_, values) => [values]);
    await pass(1, (leaf, values, switches) => [switched(leaf, switches.on, values, "around", true)]);
    await pass(1, (leaf, values, switches) =>
      changing(choicesBeside(leaf, this.#leaves), leaf, switches.on, values, this.#samples),
    );
    for (const reach of ["around", "beside"] as const) {
      await pass(
        1,
        (leaf, values, switches) => [filled(leaf, this.#leaves, switches.on, values, this.#samples, reach)],
        "whole",
      );
    }
    await pass(CHANGES, (_, values) => [values]);
    for (const reach of ["around", "near", "anywhere"] as const) {
      await pass(2, (leaf, values, switches) => [
        switched(leaf, switches.on, values, reach, true),
        switched(leaf, switches.off, values, reach, false),
      ]);
    }
    // What is named in no template can only be read along with all values, and then the passes above have shown it.
    const unnamed = left.filter((leaf) => !this.#isNamed(leaf));
    left = left.filter((leaf) => !unnamed.includes(leaf));
    for (const [from, to] of CONTEXT_SLICES) {
      const most = from + Math.ceil(MOST_CONTEXTS / Math.max(1, left.length * this.#releases.length));
      await pass(
        2,
        (leaf, values, switches) => {
          const others = neighboursOf(leaf, this.#leaves);
          const contexts = changing(others, leaf, switches.on, values, this.#samples);
          return contexts.slice(from, Math.min(to, most));
        },
        "whole",
      );
    }
    return this.#leaves.filter((leaf) => unnamed.includes(leaf) || left.includes(leaf));
  }

  #isNamed({ path }: Leaf): boolean {
    return path.some((step) => step !== ELEMENT && this.#templates.includes(step));
  }

  /** Pairs of values that differ in the leaf alone. */
  #changed(leaf: Leaf, values: unknown, limit: number, elements: Elements): [unknown, unknown][] {
    const base = this.#withElements(leaf.path, values, elements);
    const changes = this.#samples.changes(leaf.schema, valueAt(base, leaf.path), limit);
    return changes.map((change) => [base, withValue(base, leaf.path, change)]);
  }

  /** What is inside a list or map can only be changed where it has a child. */
  #withElements(path: ValuePath, values: unknown, elements: Elements): unknown {
    return path.reduce<unknown>((base, step, at) => {
      const outer = path.slice(0, at);
      if (step !== ELEMENT || Object.keys(valueAt(base, outer) ?? {}).length > 0) return base;
      const holder = this.#leaves.find((leaf) => isDeepStrictEqual(leaf.path, outer));
      return holder ? withValue(base, outer, this.#samples[elements](holder.schema)) : base;
    }, values);
  }

  /** The leaves that show no effect in these contexts of a release. */
  async #withoutEffect(
    leaves: readonly Leaf[],
    release: Release,
    { changes, contexts, elements }: { changes: number; contexts: Contexts; elements: Elements },
  ): Promise<readonly Leaf[]> {
    const tried = async (leaves: readonly Leaf[], switches: Switches) =>
      this.#try(
        leaves.flatMap((leaf) =>
          contexts(leaf, release.values, switches).flatMap((context) =>
            this.#changed(leaf, context, changes, elements).map(([base, changed]) => ({
              leaf,
              base,
              changed,
            })),
          ),
        ),
        release,
      );
    const all = this.#leaves.filter(isSwitch);
    const { effective, refused } = await tried(leaves, { on: all, off: all });
    const left = leaves.filter((leaf) => !effective.has(leaf));
    const again = left.filter((leaf) => refused.has(leaf));
    // Where templates refuse to have every switch turned, those that they take together are.
    if (again.length === 0) return left;
    const shown = (await tried(again, await this.#switchesOf(release))).effective;
    return left.filter((leaf) => !shown.has(leaf));
  }

  /** The leaves whose pairs render differently, and those of which some values are refused. */
  async #try(
    pairs: readonly { leaf: Leaf; base: unknown; changed: unknown }[],
    release: Release,
  ): Promise<{ effective: ReadonlySet<Leaf>; refused: ReadonlySet<Leaf> }> {
    const bases = new Set(pairs.map(({ base }) => base));
    // To start Helm takes longer than to render what would not be needed.
    if (bases.size + pairs.length <= slotCount)
      await this.#renderer.render(release, [...bases, ...pairs.map(({ changed }) => changed)]);
    const before = await this.#renderer.render(
      release,
      pairs.map(({ base }) => base),
    );
    // Values that a template refuses show nothing; a change that makes a template refuse them is an effect.
    const both = pairs.map((pair, at) => ({ ...pair, before: before[at] }));
    const shown = both.filter((pair) => pair.before !== undefined);
    const after = await this.#renderer.render(
      release,
      shown.map(({ changed }) => changed),
    );
    const differing = shown
      .map((pair, at) => ({ ...pair, after: after[at] }))
      .filter((pair) => !isDeepStrictEqual(pair.before, pair.after));
    const again = await this.#renderer.renderAgain(
      release,
      differing.map(({ base }) => base),
    );
    // Most pairs change the same values, and to read what these render takes longer than to render it.
    const read = readingOnce();
    const unstable = new Map<Variant, UnstablePaths>();
    for (const [at, { before }] of differing.entries())
      if (!unstable.has(before)) unstable.set(before, unstablePaths(before, again[at], read));
    const effective = differing.filter(
      ({ before, after }) => !isSame(before, after, unstable.get(before) as UnstablePaths, read),
    );
    return {
      effective: new Set(effective.map(({ leaf }) => leaf)),
      refused: new Set(both.filter((pair) => pair.before === undefined).map(({ leaf }) => leaf)),
    };
  }

  /** The switches that a release takes together, on and off. */
  async #switchesOf(release: Release): Promise<Switches> {
    const known = this.#switches.get(release);
    if (known) return known;
    const switches = { on: await this.#together(release, true), off: await this.#together(release, false) };
    this.#switches.set(release, switches);
    return switches;
  }

  async #together(release: Release, on: boolean): Promise<readonly Leaf[]> {
    const render = async (groups: readonly (readonly Leaf[])[]) => {
      const turned = groups.map((group) =>
        group.reduce((base, { path }) => withValue(base, path, on), release.values),
      );
      return (await this.#renderer.render(release, turned)).map((variant) => variant !== undefined);
    };
    const all = this.#leaves.filter(isSwitch);
    const alone = await render(all.map((leaf) => [leaf]));
    const fitting = all.filter((_, at) => alone[at]);
    let taken: readonly Leaf[] = [];
    for (
      let rest = [...fitting.filter(opensPart), ...fitting.filter((leaf) => !opensPart(leaf))];
      rest.length > 0;
    ) {
      const first = (await render(rest.map((_, at) => [...taken, ...rest.slice(0, at + 1)]))).indexOf(false);
      taken = [...taken, ...rest.slice(0, first === -1 ? rest.length : first)];
      rest = first === -1 ? [] : rest.slice(first + 1);
    }
    return taken;
  }
}

/** By convention these switch a part of a chart on; others may forbid it. */
function opensPart({ path }: Leaf): boolean {
  return /^(?:enabled?|create)$/.test(String(path.at(-1)));
}

/** The releases, in a cluster that has none and in one that has all of the APIs that templates ask for. */
function withApis(releases: readonly Release[], apis: readonly string[]): Release[] {
  if (apis.length === 0) return [...releases];
  const args = apiArguments(apis);
  return [...releases, ...releases.map((release) => ({ ...release, args }))];
}

function distinct(releases: readonly Release[]): Release[] {
  return releases.filter(
    (release, at) => releases.findIndex((other) => isDeepStrictEqual(other, release)) === at,
  );
}

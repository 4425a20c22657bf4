import { isDeepStrictEqual } from "node:util";
import { ELEMENT, formatPath, type JsonSchema } from "@chartmodel/json-schema";
import { type Chart, templateText } from "./chart/read-chart.ts";
import { isSame, unstablePaths } from "./effects/compare-variants.ts";
import { filled, neighbouring, switched } from "./effects/contexts.ts";
import { type Leaf, leavesOf } from "./effects/leaves.ts";
import { Samples } from "./effects/sample-values.ts";
import { valueAt, withValue } from "./effects/set-value.ts";
import { VariantRenderer } from "./effects/variant-renderer.ts";
import type { Finding } from "./manifest-issue.ts";
import type { Release } from "./render-chart.ts";
import type { ValuePath } from "./template/template-value.ts";

/** How many other values of one leaf are tried. */
const CHANGES = 4;

/** How many neighbouring contexts are tried at a time, so that a value that soon shows its effect costs little. */
const CONTEXT_SLICES = [
  [0, 12],
  [12, 48],
  [48, Number.POSITIVE_INFINITY],
] as const;

/**
 * The modelled values whose change alters no manifest of any release, found by rendering: each value is changed in each
 * release, then once more with the switches around it in other positions.
 *
 * @param onProgress - told after each step how many values are still without an effect.
 */
export async function unusedValues(
  helm: string,
  chart: Chart,
  schema: JsonSchema,
  releases: readonly Release[],
  onProgress: (left: number) => void = () => {},
): Promise<Finding[]> {
  const renderer = new VariantRenderer(helm, chart);
  try {
    const search = new Search(renderer, schema, distinct(releases), templateText(chart));
    const unused = await search.run(onProgress);
    return unused.map(({ path }) => describe(formatPath(path)));
  } finally {
    renderer.close();
  }
}

class Search {
  readonly #renderer: VariantRenderer;
  readonly #samples: Samples;
  readonly #releases: readonly Release[];
  readonly #leaves: readonly Leaf[];
  readonly #templates: string;

  constructor(
    renderer: VariantRenderer,
    schema: JsonSchema,
    releases: readonly Release[],
    templates: string,
  ) {
    this.#templates = templates;
    this.#renderer = renderer;
    this.#samples = new Samples(schema);
    this.#releases = releases;
    this.#leaves = leavesOf(schema);
  }

  async run(onProgress: (left: number) => void): Promise<readonly Leaf[]> {
    let left = this.#leaves;
    const pass = async (changes: number, contexts: (leaf: Leaf, values: unknown) => readonly unknown[]) => {
      if (left.length === 0) return;
      for (const release of this.#releases) {
        const pairsOf = (leaf: Leaf) =>
          contexts(leaf, release.values).flatMap((context) => this.#changed(leaf, context, changes));
        left = await this.#withoutEffect(left, release, pairsOf);
      }
      onProgress(left.length);
    };
    // Few values get past the first two passes: the later ones may be thorough.
    await pass(1, (_, values) => [values]);
    await pass(1, (leaf, values) => [switched(leaf, this.#leaves, values, "around", true)]);
    await pass(1, (leaf, values) => [filled(leaf, this.#leaves, values, this.#samples)]);
    await pass(CHANGES, (_, values) => [values]);
    for (const reach of ["around", "near", "anywhere"] as const) {
      await pass(2, (leaf, values) =>
        [true, false].map((on) => switched(leaf, this.#leaves, values, reach, on)),
      );
    }
    // What is named in no template can only be read along with all values, and then the passes above have shown it.
    const unnamed = left.filter((leaf) => !this.#isNamed(leaf));
    left = left.filter((leaf) => !unnamed.includes(leaf));
    for (const [from, to] of CONTEXT_SLICES) {
      await pass(2, (leaf, values) =>
        neighbouring(leaf, this.#leaves, values, this.#samples).slice(from, to),
      );
    }
    return this.#leaves.filter((leaf) => unnamed.includes(leaf) || left.includes(leaf));
  }

  #isNamed({ path }: Leaf): boolean {
    return path.some((step) => step !== ELEMENT && this.#templates.includes(step));
  }

  /** Pairs of values that differ in the leaf alone. */
  #changed(leaf: Leaf, values: unknown, limit: number): [unknown, unknown][] {
    const base = this.#withElements(leaf.path, values);
    const changes = this.#samples.changes(leaf.schema, valueAt(base, leaf.path), limit);
    return changes.map((change) => [base, withValue(base, leaf.path, change)]);
  }

  /** What is inside a list or map can only be changed where it has a child. */
  #withElements(path: ValuePath, values: unknown): unknown {
    return path.reduce<unknown>((base, step, at) => {
      const outer = path.slice(0, at);
      if (step !== ELEMENT || Object.keys(valueAt(base, outer) ?? {}).length > 0) return base;
      const holder = this.#leaves.find((leaf) => isDeepStrictEqual(leaf.path, outer));
      return holder ? withValue(base, outer, this.#samples.sample(holder.schema)) : base;
    }, values);
  }

  async #withoutEffect(
    leaves: readonly Leaf[],
    release: Release,
    pairsOf: (leaf: Leaf) => [unknown, unknown][],
  ): Promise<readonly Leaf[]> {
    const pairs = leaves.flatMap((leaf) => pairsOf(leaf).map(([base, changed]) => ({ leaf, base, changed })));
    const before = await this.#renderer.render(
      release,
      pairs.map(({ base }) => base),
    );
    // Values that a template refuses show nothing; a change that makes a template refuse them is an effect.
    const shown = pairs
      .map((pair, at) => ({ ...pair, before: before[at] }))
      .filter((pair) => pair.before !== undefined);
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
    const effective = new Set(
      differing
        .filter((pair, at) => !isSame(pair.before, pair.after, unstablePaths(pair.before, again[at])))
        .map(({ leaf }) => leaf),
    );
    return leaves.filter((leaf) => !effective.has(leaf));
  }
}

function distinct(releases: readonly Release[]): Release[] {
  return releases.filter(
    (release, at) => releases.findIndex((other) => isDeepStrictEqual(other, release)) === at,
  );
}

function describe(path: string): Finding {
  return {
    path,
    code: "value-unused",
    expected: "a change of some manifest",
    received: "none in any environment",
    message: `${path} is modelled, but no manifest of any environment changes with it: use it in a template or take it out of the model`,
  };
}

import { availableParallelism } from "node:os";
import { runHelm } from "../helm.ts";
import { splitOutput } from "../parse-manifests.ts";
import { makeVariantChart, slotCount, type VariantChart } from "./variant-chart.ts";

/** What one variant renders, by template and with the chart's own name; `undefined` if a template refuses it. */
export type Variant = ReadonlyMap<string, string> | undefined;

/** Renders many values of one chart with few runs of Helm. */
export class VariantRenderer {
  readonly #helm: string;
  readonly #name: string;
  readonly #chart: VariantChart;
  readonly #rendered = new Map<string, Variant>();

  constructor(helm: string, chartPath: string, name: string) {
    this.#helm = helm;
    this.#name = name;
    this.#chart = makeVariantChart(chartPath, name);
  }

  close(): void {
    this.#chart.remove();
  }

  /** Renders each of these values of a release, those of before from memory. */
  async render(release: { name: string; namespace: string }, values: readonly unknown[]): Promise<Variant[]> {
    const keys = values.map((value) => JSON.stringify([release.name, release.namespace, value]));
    const missing = new Map(keys.flatMap((key, at) => (this.#rendered.has(key) ? [] : [[key, values[at]]])));
    const chunks = chunksOf([...missing], slotCount);
    const runs = Array.from({ length: Math.min(availableParallelism(), chunks.length) }, async () => {
      for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) {
        const variants = await this.renderFresh(release, new Map(chunk));
        for (const [key] of chunk) this.#rendered.set(key, variants.get(key));
      }
    });
    await Promise.all(runs);
    return keys.map((key) => this.#rendered.get(key));
  }

  /**
   * Renders at most `slotCount` values, each under a key of the caller's, without a look into the memory.
   *
   * @param firstSlot - under which alias the first one goes.
   */
  async renderFresh<Key>(
    release: { name: string; namespace: string },
    values: ReadonlyMap<Key, unknown>,
    firstSlot = 0,
  ): Promise<Map<Key, Variant>> {
    if (values.size === 0) return new Map();
    const { path, aliases, valuesFor } = this.#chart;
    const slots = new Map([...values.keys()].map((key, at) => [aliases[at + firstSlot] as string, key]));
    const input = valuesFor(new Map([...slots].map(([alias, key]) => [alias, values.get(key)])));
    const args = ["template", release.name, path, "--namespace", release.namespace, "--values", "-"];
    const { code, stdout, stderr } = await runHelm(this.#helm, args, JSON.stringify(input));
    if (code === 0) return this.#split(stdout, slots);
    const refused = [...slots].find(([alias]) => stderr.includes(`charts/${alias}/`))?.[1];
    if (refused !== undefined) return this.renderFresh(release, without(values, refused), firstSlot);
    if (values.size === 1) return new Map();
    // An error that names no variant: halve until the one is found.
    const [left = [], right = []] = chunksOf([...values], Math.ceil(values.size / 2));
    const halves = [
      await this.renderFresh(release, new Map(left)),
      await this.renderFresh(release, new Map(right)),
    ];
    return new Map(halves.flatMap((half) => [...half]));
  }

  #split<Key>(output: string, slots: ReadonlyMap<string, Key>): Map<Key, Variant> {
    const variants = new Map<Key, Map<string, string>>([...slots.values()].map((key) => [key, new Map()]));
    for (const { source, text } of splitOutput(output)) {
      const [, alias = "", template = ""] = /^variants\/charts\/([^/]+)\/(.*)$/.exec(source) ?? [];
      const variant = variants.get(slots.get(alias) as Key);
      const own = text.replaceAll(alias, this.#name);
      variant?.set(template, `${variant.get(template) ?? ""}---\n${own}`);
    }
    return variants;
  }
}

function without<Key>(values: ReadonlyMap<Key, unknown>, key: Key): Map<Key, unknown> {
  const rest = new Map(values);
  rest.delete(key);
  return rest;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

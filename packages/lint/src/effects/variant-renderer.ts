import { availableParallelism } from "node:os";
import type { Chart } from "../chart/read-chart.ts";
import { runHelm } from "../helm/helm.ts";
import type { Release } from "../helm/render-chart.ts";
import { splitOutput } from "../manifest/parse-manifests.ts";
import { makeVariantChart, slotCount, type VariantChart } from "./variant-chart.ts";

/** What one variant renders, by template and with the chart's own name; `undefined` if a template refuses it. */
export type Variant = ReadonlyMap<string, string> | undefined;

type ReleaseName = Pick<Release, "name" | "namespace" | "args">;

/** Renders many values of one chart with few runs of Helm. */
export class VariantRenderer {
  readonly #helm: string;
  readonly #name: string;
  readonly #chart: VariantChart;
  readonly #rendered = new Map<string, Variant>();
  readonly #renderedAgain = new Map<string, Variant>();

  constructor(helm: string, { name, files }: Pick<Chart, "name" | "files">) {
    this.#helm = helm;
    this.#name = name;
    this.#chart = makeVariantChart(files, name);
  }

  close(): void {
    this.#chart.remove();
  }

  /** Renders each of these values of a release, those of before from memory. */
  render(release: ReleaseName, values: readonly unknown[]): Promise<Variant[]> {
    return this.#renderOnce(release, values, this.#rendered, 0);
  }

  /** Renders them once more, in another process and under another alias: what differs now is not due to the values. */
  renderAgain(release: ReleaseName, values: readonly unknown[]): Promise<Variant[]> {
    return this.#renderOnce(release, values, this.#renderedAgain, slotCount);
  }

  async #renderOnce(
    release: ReleaseName,
    values: readonly unknown[],
    known: Map<string, Variant>,
    firstSlot: number,
  ): Promise<Variant[]> {
    const keys = values.map((value) =>
      JSON.stringify([release.name, release.namespace, release.args, value]),
    );
    const missing = new Map(keys.flatMap((key, at) => (known.has(key) ? [] : [[key, values[at]]])));
    const chunks = chunksOf([...missing], slotCount);
    const runs = Array.from({ length: Math.min(availableParallelism(), chunks.length) }, async () => {
      for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) {
        const variants = await this.#renderChunk(release, new Map(chunk), firstSlot);
        for (const [key] of chunk) known.set(key, variants.get(key));
      }
    });
    await Promise.all(runs);
    return keys.map((key) => known.get(key));
  }

  /** Renders values by their keys in one run of Helm, or in several if a template refuses some of them. */
  async #renderChunk(
    release: ReleaseName,
    values: ReadonlyMap<string, unknown>,
    firstSlot: number,
  ): Promise<Map<string, Variant>> {
    if (values.size === 0) return new Map();
    const { path, aliases, valuesFor } = this.#chart;
    const slots = new Map([...values.keys()].map((key, at) => [aliases[at + firstSlot] as string, key]));
    const input = valuesFor(new Map([...slots].map(([alias, key]) => [alias, values.get(key)])));
    const { name, namespace, args: more = [] } = release;
    const args = ["template", name, path, "--namespace", namespace, "--values", "-", ...more];
    const { code, stdout, stderr } = await runHelm(this.#helm, args, { input: JSON.stringify(input) });
    if (code === 0) return this.#split(stdout, slots);
    // Helm stops at the first template that fails, and names it.
    const refused = [...slots].find(([alias]) => stderr.includes(`charts/${alias}/`))?.[1];
    if (refused !== undefined) return this.#renderChunk(release, without(values, refused), firstSlot);
    if (isOfValues(stderr)) {
      if (values.size === 1) return new Map();
      const halves = chunksOf([...values], Math.ceil(values.size / 2));
      const rendered = halves.map((half) => this.#renderChunk(release, new Map(half), firstSlot));
      return new Map((await Promise.all(rendered)).flatMap((half) => [...half]));
    }
    // Not a template's doing: to go on would take it for an effect.
    throw new Error(
      `helm template ended with ${code ?? "a signal"} and no word about a template: ${stderr.trim()}`,
    );
  }

  #split(output: string, slots: ReadonlyMap<string, string>): Map<string, Variant> {
    const variants = new Map<string, Map<string, string>>([...slots.values()].map((key) => [key, new Map()]));
    for (const { source, text } of splitOutput(output)) {
      const [, alias = "", template = ""] = /^variants\/charts\/([^/]+)\/(.*)$/.exec(source) ?? [];
      const variant = variants.get(slots.get(alias) ?? "");
      const own = text.replaceAll(alias, this.#name);
      variant?.set(template, `${variant.get(template) ?? ""}---\n${own}`);
    }
    return variants;
  }
}

/** Whether Helm stopped before the templates, as for a subchart whose values are no map; of which release, it does not say. */
function isOfValues(stderr: string): boolean {
  return stderr.includes("chart dependencies processing failed");
}

function without(values: ReadonlyMap<string, unknown>, key: string): Map<string, unknown> {
  const rest = new Map(values);
  rest.delete(key);
  return rest;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

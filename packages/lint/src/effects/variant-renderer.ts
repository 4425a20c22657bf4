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
  readonly #signal: AbortSignal | undefined;
  readonly #chart: VariantChart;
  readonly #rendered = new Map<string, Variant>();
  readonly #renderedAgain = new Map<string, Variant>();
  #effort = 0;

  /** @param signal - ends Helm, and what waits for it with the signal's reason. */
  constructor(helm: string, { name, files }: Pick<Chart, "name" | "files">, signal?: AbortSignal) {
    this.#helm = helm;
    this.#signal = signal;
    this.#name = name;
    this.#chart = makeVariantChart(files, name);
  }

  /** What was done so far, in renderings of one variant; to start Helm takes about four of them. */
  get effort(): number {
    return this.#effort;
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
    this.#effort += 4 + values.size;
    const { path, aliases, valuesFor } = this.#chart;
    const slots = new Map([...values.keys()].map((key, at) => [aliases[at + firstSlot] as string, key]));
    const input = valuesFor(new Map([...slots].map(([alias, key]) => [alias, values.get(key)])));
    const { name, namespace, args: more = [] } = release;
    const args = ["template", name, path, "--namespace", namespace, "--values", "-", ...more];
    const { code, stdout, stderr } = await runHelm(this.#helm, args, {
      input: JSON.stringify(input),
      signal: this.#signal,
    });
    if (code === 0) return this.#split(stdout, slots);
    const parts = partsToRender(stderr, [...slots]);
    // Not a template's doing: to go on would take it for an effect.
    if (parts === undefined)
      throw new Error(
        `helm template ended with ${code ?? "a signal"} and no word about a template: ${stderr.trim()}`,
      );
    const variants = new Map<string, Variant>();
    for (const keys of parts) {
      const part = new Map(keys.map((key) => [key, values.get(key)]));
      for (const [key, variant] of await this.#renderChunk(release, part, firstSlot))
        variants.set(key, variant);
    }
    return variants;
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

/**
 * The keys that are left to render after Helm stopped, without the one that a template refused. Helm goes through the
 * aliases from the last to the first, so those behind it were taken: they are rendered by themselves, once.
 */
function partsToRender(
  stderr: string,
  slots: readonly (readonly [string, string])[],
): string[][] | undefined {
  const keys = slots.map(([, key]) => key);
  // Helm stops at the first template that fails, and names it.
  const refused = slots.findIndex(([alias]) => stderr.includes(`charts/${alias}/`));
  if (refused !== -1) return [keys.slice(0, refused), keys.slice(refused + 1)];
  // Before the templates, as where a subchart's values are no map, it does not say which it is.
  if (!stderr.includes("chart dependencies processing failed")) return undefined;
  return keys.length === 1 ? [] : chunksOf(keys, Math.ceil(keys.length / 2));
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

import { formatPath, isRecord, pointerSegments } from "@chartmodel/json-schema";
import { differences, documents, unstablePaths } from "./effects/compare-variants.ts";
import type { HelmError } from "./helm/helm-error.ts";
import { anyRelease, renderChart } from "./helm/render-chart.ts";

/** A chart and values over its own. */
export interface InstalledValues {
  readonly path: string;
  readonly values: unknown;
}

/** A template that renders otherwise. */
export interface DifferingTemplate {
  readonly source: string;
  /** Where in its manifests, without what is there: `ConfigMap web: data.a`. */
  readonly places: readonly string[];
}

/** Which templates render otherwise, out of how many; or Helm's words, where one of the charts renders nothing. */
export type Comparison =
  | { readonly templates: number; readonly differing: readonly DifferingTemplate[] }
  | { readonly refused: string; readonly isOther: boolean };

type Rendered = ReadonlyMap<string, string>;

/** Compares what two charts render; what is random, or of the time, does not count. */
export async function compareCharts(
  helm: string,
  one: InstalledValues,
  other: InstalledValues,
): Promise<Comparison> {
  const [first, second] = await Promise.all([renderUnchecked(helm, one), render(helm, other)]);
  if ("code" in first) return { refused: first.message, isOther: false };
  if ("code" in second) return { refused: second.message, isOther: true };
  const sources = [...new Set([...first.keys(), ...second.keys()])];
  const suspects = sources.filter((source) => first.get(source) !== second.get(source));
  const again = suspects.length === 0 ? first : await renderUnchecked(helm, one);
  const unstable = unstablePaths(first, "code" in again ? first : again);
  const differing = suspects.map((source) => {
    const [left, right] = [documents(first.get(source) ?? ""), documents(second.get(source) ?? "")];
    const ignored = unstable.get(source);
    const pointers = [...differences(left, right)].filter((pointer) => !ignored?.has(pointer));
    return { source, places: pointers.map((pointer) => placeOf(pointer, left, right)) };
  });
  return { templates: sources.length, differing: differing.filter(({ places }) => places.length > 0) };
}

/** What a pointer leads to, in words: the manifest, which may be in one of the two only, and the path in it. */
function placeOf(pointer: string, left: readonly unknown[], right: readonly unknown[]): string {
  const [index = 0, ...path] = pointerSegments(pointer, left.length > right.length ? left : right);
  const manifest = left[Number(index)] ?? right[Number(index)];
  const { kind, metadata } = isRecord(manifest) ? manifest : {};
  const title = [kind, isRecord(metadata) ? metadata.name : undefined].filter(Boolean).join(" ");
  return [title, formatPath(path)].filter(Boolean).join(": ");
}

/** A chart's own schema may refuse its own values, null above all. */
async function renderUnchecked(helm: string, installed: InstalledValues): Promise<Rendered | HelmError> {
  const rendered = await render(helm, installed);
  const isRefused = "code" in rendered && rendered.code === "values-refused";
  return isRefused ? render(helm, installed, ["--skip-schema-validation"]) : rendered;
}

/** What a chart renders by template. */
async function render(
  helm: string,
  { path, values }: InstalledValues,
  args: readonly string[] = [],
): Promise<Rendered | HelmError> {
  const rendering = await renderChart(helm, path, { ...anyRelease, values, args });
  if ("error" in rendering) return rendering.error;
  const { manifests, faults } = rendering;
  const rendered = new Map<string, string>();
  // As Kubernetes reads them: a key that is null is none.
  for (const { source, content } of [
    ...manifests,
    ...faults.map(({ source, text }) => ({ source, content: text })),
  ])
    rendered.set(source, `${rendered.get(source) ?? ""}---\n${JSON.stringify(content)}\n`);
  return rendered;
}

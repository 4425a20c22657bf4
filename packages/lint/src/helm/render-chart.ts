import type { Manifest } from "../manifest/manifest.ts";
import { type KnownSources, type ManifestFault, parseManifests } from "../manifest/parse-manifests.ts";
import { type ProcessResult, runHelm } from "./helm.ts";
import { type HelmError, readHelmError } from "./helm-error.ts";

/** One release of a chart: what `helm template` needs to know. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** As data, or the text of a values file. */
  readonly values: unknown;
  /** Further arguments of `helm template`, such as `--kube-version`. @default [] */
  readonly args?: readonly string[];
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** For charts that are looked at alone: the names that Helm itself takes where it is given none. */
export const anyRelease = { name: "release-name", namespace: "default" };

/** What a chart renders: the objects, and the documents that are none. */
export interface RenderedManifests {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly ManifestFault[];
}

/** What a chart renders, or why it does not. */
export type Rendering = RenderedManifests | { readonly error: HelmError };

/**
 * Renders a chart with real Helm. The values travel through a pipe: no file holds them.
 *
 * @param known - what was read of other renderings of the chart.
 */
export async function renderChart(
  helm: string,
  chartPath: string,
  release: Release,
  known?: KnownSources,
): Promise<Rendering> {
  const { code, stdout, stderr } = await template(helm, chartPath, release);
  return code === 0 ? parseManifests(stdout, known) : { error: readHelmError(stderr) };
}

function template(helm: string, chartPath: string, release: Release): Promise<ProcessResult> {
  const { name, namespace, values, args = [], signal } = release;
  return runHelm(helm, ["template", name, chartPath, "--namespace", namespace, "--values", "-", ...args], {
    input: typeof values === "string" ? values : JSON.stringify(values),
    signal,
  });
}

import { runHelm } from "./helm.ts";
import { type HelmError, readHelmError } from "./helm-error.ts";
import type { Manifest } from "./manifest.ts";
import { type ManifestFault, parseManifests } from "./parse-manifests.ts";

/** One release of a chart: what `helm template` needs to know. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: unknown;
  /** Further arguments of `helm template`, such as `--kube-version`. @default [] */
  readonly args?: readonly string[];
}

/** What a chart renders, or why it does not. */
export type Rendering =
  | { readonly manifests: readonly Manifest[]; readonly faults: readonly ManifestFault[] }
  | { readonly error: HelmError };

/** Renders a chart with real Helm. The values travel through a pipe: no file holds them. */
export async function renderChart(helm: string, chartPath: string, release: Release): Promise<Rendering> {
  const args = [
    "template",
    release.name,
    chartPath,
    "--namespace",
    release.namespace,
    "--values",
    "-",
    ...(release.args ?? []),
  ];
  const { code, stdout, stderr } = await runHelm(helm, args, JSON.stringify(release.values));
  return code === 0 ? parseManifests(stdout) : { error: readHelmError(stderr) };
}

import type { ManifestSchemas } from "./manifest-checks/manifest-validators.ts";

/** How charts are linted. */
export interface LintOptions {
  /** The Helm to render with; without one, what needs rendering is not decided. */
  readonly helm?: string;
  /** Its version: reports that are kept are of one. @default not looked at */
  readonly helmVersion?: string;
  /** Releases of Kubernetes to render for, such as `1.34`. @default [], Helm's own */
  readonly kubeVersions?: readonly string[];
  /** Schemas of custom resources beside those of the chart's `crds/`, by `<group>/<version>/<kind>`. */
  readonly schemas?: ManifestSchemas;
  /** Ends the search: what was found by then is given. */
  readonly signal?: AbortSignal;
  /** A folder of the user's own in which reports are kept from one run to the next. @default nowhere */
  readonly keepIn?: string;
  readonly onProgress?: (message: string) => void;
}

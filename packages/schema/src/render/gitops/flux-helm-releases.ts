import type { Output } from "../../project/output.ts";
import { fillPath } from "../../project/values-path.ts";
import { generatedNotice } from "../generated-notice.ts";
import { plainYaml } from "../yaml.ts";
import { type GitOpsOptions, type Installation, installations } from "./installations.ts";

/** What Flux's `HelmRelease`s say beside the environments. */
export interface FluxOptions extends GitOpsOptions {
  /** File to write, `{environment}` standing for its name: Flux runs in each environment's cluster. */
  readonly path: string;
  /** Name of the `GitRepository` object that holds charts and values, in the namespace `flux-system`. */
  readonly source: string;
  /** How often Flux looks for a difference. @default `5m` */
  readonly interval?: string;
}

/**
 * A Flux `HelmRelease` for every chart, one file for every environment, each pointed at its values file.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function fluxHelmReleases({
  path,
  source,
  interval = "5m",
  values,
  environments,
}: FluxOptions): Output {
  return {
    places: () => [fillPath(path, { environment: "*" })],
    projectFiles(view) {
      const byEnvironment = Map.groupBy(
        installations(view, environments, values),
        ({ environment }) => environment,
      );
      return [...byEnvironment].map(([environment, group]) => {
        const documents = group.map((installation) => plainYaml(helmRelease(installation, source, interval)));
        return {
          path: fillPath(path, { environment }),
          content: `# ${generatedNotice([view.project.name])}\n${documents.join("---\n")}`,
        };
      });
    },
  };
}

function helmRelease({ chart, release, values }: Installation, source: string, interval: string) {
  return {
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: { name: release.name, namespace: release.namespace },
    spec: {
      interval,
      releaseName: release.name,
      chart: {
        spec: {
          chart: `./${chart.path}`,
          sourceRef: { kind: "GitRepository", name: source, namespace: "flux-system" },
          reconcileStrategy: "Revision",
          valuesFiles: [`./${values}`],
        },
      },
    },
  };
}

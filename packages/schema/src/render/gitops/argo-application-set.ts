import { posix } from "node:path";
import type { Output } from "../../project/output.ts";
import { generatedNotice } from "../generated-notice.ts";
import { plainYaml } from "../yaml.ts";
import { type GitOpsOptions, installations } from "./installations.ts";

/** What an `ApplicationSet` says beside the environments. */
export interface ArgoOptions extends GitOpsOptions {
  /** URL of the Git repository that holds charts and values. */
  readonly repository: string;
  /** Branch, tag or commit. @default `HEAD` */
  readonly revision?: string;
  /** Name that Argo CD knows an environment's cluster by. @default `in-cluster` for every environment */
  readonly cluster?: (environment: string) => string;
}

/**
 * An Argo CD `ApplicationSet` with one application for every environment and chart, each pointed at its values file.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/
 */
export function argoApplicationSet(options: ArgoOptions): Output {
  const { path, repository, revision = "HEAD", values, environments } = options;
  const cluster = options.cluster ?? (() => "in-cluster");
  return {
    projectFiles(view) {
      const elements = installations(view, environments, values).map((installation) => ({
        application: `${installation.environment}-${installation.chart.name}`,
        environment: installation.environment,
        cluster: cluster(installation.environment),
        chart: installation.chart.path,
        release: installation.release.name,
        namespace: installation.release.namespace,
        // Argo CD reads value files from the chart's folder.
        values: posix.relative(installation.chart.path, installation.values),
      }));
      const { name } = view.project;
      return [
        {
          path,
          content: `# ${generatedNotice([name])}\n${plainYaml(applicationSet(name, repository, revision, elements))}`,
        },
      ];
    },
  };
}

function applicationSet(name: string, repoURL: string, targetRevision: string, elements: readonly object[]) {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "ApplicationSet",
    metadata: { name, namespace: "argocd" },
    spec: {
      goTemplate: true,
      goTemplateOptions: ["missingkey=error"],
      generators: [{ list: { elements } }],
      template: {
        metadata: { name: "{{.application}}", labels: { environment: "{{.environment}}" } },
        spec: {
          project: "default",
          source: {
            repoURL,
            targetRevision,
            path: "{{.chart}}",
            helm: { releaseName: "{{.release}}", valueFiles: ["{{.values}}"] },
          },
          destination: { name: "{{.cluster}}", namespace: "{{.namespace}}" },
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            syncOptions: ["CreateNamespace=true", "ServerSideApply=true"],
          },
        },
      },
    },
  };
}

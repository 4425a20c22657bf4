import type { SourcedFinding } from "../issue/manifest-issue.ts";
import { type Manifest, manifestTitle } from "../manifest/manifest.ts";

/**
 * API versions that Kubernetes no longer serves, and the minor release of Kubernetes 1 that stopped.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const removed: Readonly<Record<string, { readonly since: number; readonly instead: string }>> = {
  "extensions/v1beta1/Deployment": { since: 16, instead: "apps/v1" },
  "extensions/v1beta1/DaemonSet": { since: 16, instead: "apps/v1" },
  "apps/v1beta1/Deployment": { since: 16, instead: "apps/v1" },
  "apps/v1beta2/Deployment": { since: 16, instead: "apps/v1" },
  "apps/v1beta1/StatefulSet": { since: 16, instead: "apps/v1" },
  "apps/v1beta2/StatefulSet": { since: 16, instead: "apps/v1" },
  "extensions/v1beta1/NetworkPolicy": { since: 16, instead: "networking.k8s.io/v1" },
  "extensions/v1beta1/Ingress": { since: 22, instead: "networking.k8s.io/v1" },
  "networking.k8s.io/v1beta1/Ingress": { since: 22, instead: "networking.k8s.io/v1" },
  "networking.k8s.io/v1beta1/IngressClass": { since: 22, instead: "networking.k8s.io/v1" },
  "apiextensions.k8s.io/v1beta1/CustomResourceDefinition": { since: 22, instead: "apiextensions.k8s.io/v1" },
  "admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration": {
    since: 22,
    instead: "admissionregistration.k8s.io/v1",
  },
  "admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration": {
    since: 22,
    instead: "admissionregistration.k8s.io/v1",
  },
  "rbac.authorization.k8s.io/v1beta1/Role": { since: 22, instead: "rbac.authorization.k8s.io/v1" },
  "rbac.authorization.k8s.io/v1beta1/RoleBinding": { since: 22, instead: "rbac.authorization.k8s.io/v1" },
  "rbac.authorization.k8s.io/v1beta1/ClusterRole": { since: 22, instead: "rbac.authorization.k8s.io/v1" },
  "rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding": {
    since: 22,
    instead: "rbac.authorization.k8s.io/v1",
  },
  "apiregistration.k8s.io/v1beta1/APIService": { since: 22, instead: "apiregistration.k8s.io/v1" },
  "scheduling.k8s.io/v1beta1/PriorityClass": { since: 22, instead: "scheduling.k8s.io/v1" },
  "policy/v1beta1/PodSecurityPolicy": { since: 25, instead: "Pod Security admission" },
  "policy/v1beta1/PodDisruptionBudget": { since: 25, instead: "policy/v1" },
  "batch/v1beta1/CronJob": { since: 25, instead: "batch/v1" },
  "autoscaling/v2beta1/HorizontalPodAutoscaler": { since: 25, instead: "autoscaling/v2" },
  "autoscaling/v2beta2/HorizontalPodAutoscaler": { since: 26, instead: "autoscaling/v2" },
};

/** What Helm 3.14, the oldest that is supported, tells templates of Kubernetes where nobody names a release of it. */
const helmsOwn = "1.29";

/**
 * Manifests of API versions that a release of Kubernetes no longer serves. Where no release is named, those are left out whose
 * group, or that of the newer version, templates ask the cluster for: Helm then answers for no cluster that there is.
 *
 * @param kubeVersion - as in `1.34`.
 * @param askedFor - APIs that templates ask the cluster for.
 */
export function removedApis(
  manifests: readonly Manifest[],
  kubeVersion: string | undefined,
  askedFor: readonly string[],
): SourcedFinding[] {
  const [, minor] = /^v?1\.(\d+)/.exec(kubeVersion ?? helmsOwn) ?? [];
  if (minor === undefined) return [];
  return manifests.flatMap((manifest) => {
    const { apiVersion, kind } = manifest;
    const api = removed[`${apiVersion}/${kind}`];
    if (!api || Number(minor) < api.since) return [];
    const groups = [groupOf(apiVersion), groupOf(api.instead)];
    if (kubeVersion === undefined && askedFor.some((one) => groups.includes(groupOf(one)))) return [];
    const title = manifestTitle(manifest);
    return [
      {
        source: manifest.source,
        manifest: title,
        path: "apiVersion",
        code: "api-removed" as const,
        expected: api.instead,
        received: apiVersion,
        message: `${title}: Kubernetes 1.${api.since} and newer have no ${apiVersion}: use ${api.instead}`,
      },
    ];
  });
}

/** Why there is no schema of a kind, named as `policy/v1beta1 PodDisruptionBudget`, and what to do. */
export function whyUnchecked(kind: string): string {
  const api = removed[kind.replace(" ", "/")];
  return api
    ? `${kind}: there is no schema of it, as Kubernetes 1.${api.since} and newer have none of it: use ${api.instead}`
    : `${kind}: there is no schema of it; put its CustomResourceDefinition in crds/ or name a folder with --schemas`;
}

const groupOf = (api: string) => api.split("/", 1)[0];

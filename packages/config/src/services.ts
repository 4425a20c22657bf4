import { backend } from "./charts/backend.ts";
import { frontend } from "./charts/frontend.ts";
import type { Environment } from "./environment.ts";

/** The charts, by the names that the projection and `renderValues` use. */
export const charts = { backend, frontend };

/** A service of the stack. */
export type ServiceKey = keyof typeof charts;

/** Longest name of a Kubernetes label value, and so of the objects of a release. */
export const longestName = 63;

/**
 * The name that the charts give every object of a release: the release's, with the chart's name where it lacks it.
 * The charts' helper `fullname` does the same; `tests/charts/names.test.ts` compares them.
 */
function objectName(release: string, chart: string): string {
  return uncutObjectName(release, chart).slice(0, longestName).replace(/-+$/, "");
}

/** The same before it is cut to what Kubernetes allows. */
export function uncutObjectName(release: string, chart: string): string {
  return release.includes(chart) ? release : `${release}-${chart}`;
}

/** The name of a service's objects in an environment, its Service among them. */
export function serviceName(environment: Environment, key: ServiceKey): string {
  return objectName(environment.releases[key], charts[key].name);
}

/** The address of a service for pods of another: the short name within a namespace, else the cluster's DNS name. */
export function serviceUrl(environment: Environment, key: ServiceKey, from: ServiceKey): string {
  const { namespaces } = environment;
  const name = serviceName(environment, key);
  const host = namespaces[key] === namespaces[from] ? name : `${name}.${namespaces[key]}.svc.cluster.local`;
  return `http://${host}:${environment[key].service.port}`;
}

/** A service's pods as a NetworkPolicy of another service selects them. */
export function servicePods(environment: Environment, key: ServiceKey, from: ServiceKey) {
  const namespace = environment.namespaces[key];
  const isElsewhere = namespace !== environment.namespaces[from];
  return {
    podSelector: {
      matchLabels: {
        "app.kubernetes.io/name": charts[key].name,
        "app.kubernetes.io/instance": environment.releases[key],
      },
    },
    ...(isElsewhere && { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }),
  };
}

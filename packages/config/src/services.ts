import { backend } from "./charts/backend.ts";
import { frontend } from "./charts/frontend.ts";
import type { Environment } from "./environment.ts";

/** The charts, by the names that the projection and `renderValues` use. */
export const charts = { backend, frontend };

/** A service of the stack. */
export type ServiceKey = keyof typeof charts;

/** The services, in the order in which they are installed. */
export const serviceKeys = Object.keys(charts) as readonly ServiceKey[];

/** Longest name of a Kubernetes label value, and so of the objects of a release. */
export const longestName = 63;

/** The name of a service in labels: its chart's, unless it is overridden. The charts' helper `name` does the same. */
function labelName(environment: Environment, key: ServiceKey): string {
  return environment[key].nameOverride || charts[key].name;
}

/**
 * The name of a service's objects, its Service among them: the release's, with the service's name where it lacks it.
 * The charts' helper `fullname` does the same; `tests/charts/names.test.ts` compares them.
 */
export function serviceName(environment: Environment, key: ServiceKey): string {
  return uncutServiceName(environment, key).slice(0, longestName).replace(/-+$/, "");
}

/** The same before it is cut to what Kubernetes allows. */
export function uncutServiceName(environment: Environment, key: ServiceKey): string {
  const release = environment.releases[key];
  const name = labelName(environment, key);
  return environment[key].fullnameOverride || (release.includes(name) ? release : `${release}-${name}`);
}

/** The host of a service for pods of another: the short name within a namespace, else the cluster's DNS name. */
export function serviceHost(environment: Environment, key: ServiceKey, from: ServiceKey): string {
  const { namespaces } = environment;
  const name = serviceName(environment, key);
  return namespaces[key] === namespaces[from] ? name : `${name}.${namespaces[key]}.svc.cluster.local`;
}

/** The address of a service for pods of another. */
export function serviceUrl(environment: Environment, key: ServiceKey, from: ServiceKey): string {
  return `http://${serviceHost(environment, key, from)}:${environment[key].service.port}`;
}

/** A service's pods as a NetworkPolicy of another service selects them. */
export function servicePods(environment: Environment, key: ServiceKey, from: ServiceKey) {
  const namespace = environment.namespaces[key];
  const isElsewhere = namespace !== environment.namespaces[from];
  return {
    podSelector: {
      matchLabels: {
        "app.kubernetes.io/name": labelName(environment, key),
        "app.kubernetes.io/instance": environment.releases[key],
      },
    },
    ...(isElsewhere && { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }),
  };
}

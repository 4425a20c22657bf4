import type { Environment } from "../environment.ts";
import { type ServiceKey, serviceName } from "../services.ts";

/** A ServiceAccount that assistants work as. */
export type Account = "viewer" | "operator";

/** The accounts' name and namespace: they are in the backend's. */
export function account({ namespaces }: Environment, kind: Account) {
  return { name: `todo-${kind}`, namespace: namespaces.backend };
}

/** The services' namespaces, each once, with the services in it. */
export function servicesByNamespace({ namespaces }: Environment): ReadonlyMap<string, readonly ServiceKey[]> {
  return Map.groupBy(["backend", "frontend"] as const, (key) => namespaces[key]);
}

/** The deployments' names, as RBAC's `resourceNames` take them. */
export function deploymentNames(environment: Environment, keys: readonly ServiceKey[]): string[] {
  return keys.map((key) => serviceName(environment, key));
}

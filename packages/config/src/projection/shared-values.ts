import type { Environment } from "../environment.ts";
import { charts, type ServiceKey } from "../services.ts";

/** The image of a service. */
export function imageOf({ images }: Environment, key: ServiceKey) {
  const { name } = charts[key];
  return {
    repository: images.registry === "" ? name : `${images.registry}/${name}`,
    tag: images.tag,
    digest: images[`${key}Digest`],
    pullPolicy: images.pullPolicy,
  };
}

/** The Secret as a service's chart refers to it: with the key of its own database only. */
export function secretOf({ secret }: Environment, key: ServiceKey) {
  const { backendDatabaseUrlKey: backend, frontendDatabaseUrlKey: frontend, ...shared } = secret;
  return { ...shared, databaseUrlKey: { backend, frontend }[key] };
}

/** What the NetworkPolicies of both services have in common. */
export function policyOf({ network, database }: Environment) {
  return {
    enabled: network.enforce,
    dns: network.dns,
    database: { port: database.port, peers: database.peers },
  };
}

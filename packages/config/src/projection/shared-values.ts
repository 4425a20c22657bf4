import type { Connection, Party, Peers } from "../connections.ts";
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
  return { databaseUrlKey: { backend, frontend }[key], ...shared };
}

/** Who may call a service. */
export function callersOf(
  allowed: readonly Connection[],
  key: ServiceKey,
  ...parties: readonly Party[]
): Peers {
  const peers: Peers[number][] = [];
  for (const { from, to, callers } of allowed)
    if (to === key && parties.includes(from)) peers.push(...callers);
  return peers;
}

/** Where a service may connect to. */
export function calledBy(allowed: readonly Connection[], key: ServiceKey, party: Party): Peers {
  const peers: Peers[number][] = [];
  for (const { from, to, called } of allowed) if (from === key && to === party) peers.push(...called);
  return peers;
}

/** What the NetworkPolicies of both services have in common. */
export function policyOf(
  { network, database }: Environment,
  allowed: readonly Connection[],
  key: ServiceKey,
) {
  return {
    enabled: network.enforce,
    dns: calledBy(allowed, key, "DNS"),
    database: { port: database.port, peers: calledBy(allowed, key, "PostgreSQL") },
  };
}

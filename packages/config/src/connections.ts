import type { Environment } from "./environment.ts";
import { publicUrl } from "./projection/public-url.ts";
import { charts, type ServiceKey, serviceHost, serviceName, servicePods } from "./services.ts";

/** Pods, namespaces or addresses, as a NetworkPolicy selects them. */
export type Peers = Environment["network"]["visitors"];

/** Everybody who takes part, beside the services. */
export type Party = ServiceKey | "visitors" | "API visitors" | "Prometheus" | "PostgreSQL" | "DNS";

/** A connection that the services need, or that the environment allows beside. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  /** Who calls, as the policy of the called service selects it; for a service its pods. */
  readonly callers: Peers;
  /** Who is called, as the policy of the calling service selects it; for a service its pods. */
  readonly called: Peers;
  readonly port: number;
  readonly protocols: readonly ("TCP" | "UDP")[];
  /** Without it something that is turned on cannot work. */
  readonly isNeeded: boolean;
}

/** The port of name servers. */
const dnsPort = 53;

/**
 * Who talks to whom in an environment. The values of the NetworkPolicies, the rule `reachable` and `docs/topology.md` are
 * made of it.
 */
export function connections(environment: Environment): readonly Connection[] {
  const { network, database, backend } = environment;
  const both: readonly ServiceKey[] = ["frontend", "backend"];
  const pods = (key: ServiceKey, from: ServiceKey) => [servicePods(environment, key, from)];
  const into = (from: Party, to: ServiceKey, callers: Peers, isNeeded: boolean): Connection => ({
    from,
    to,
    callers,
    called: pods(to, to),
    port: environment[to].service.port,
    protocols: ["TCP"],
    isNeeded,
  });
  const outOf = (from: ServiceKey, to: Party, called: Peers, port: number): Connection => ({
    from,
    to,
    callers: pods(from, from),
    called,
    port,
    protocols: to === "DNS" ? ["UDP", "TCP"] : ["TCP"],
    isNeeded: true,
  });
  return [
    into("visitors", "frontend", network.visitors, true),
    into("API visitors", "backend", network.apiVisitors, isExposed(environment, "backend")),
    {
      ...into("frontend", "backend", pods("frontend", "backend"), true),
      called: pods("backend", "frontend"),
    },
    ...(database.kind === "postgres"
      ? both.map((key) => outOf(key, "PostgreSQL", database.peers, database.port))
      : []),
    ...both.map((key) => outOf(key, "DNS", network.dns, dnsPort)),
    into("Prometheus", "backend", network.scrapers, backend.serviceMonitor.enabled),
  ];
}

/** The name that the caller of a connection uses, for people: policies know none. */
export function addressOf({ from, to }: Connection, environment: Environment): string {
  if (to === "PostgreSQL")
    return `host of its URL${environment.database.external ? ", outside the cluster" : ""}`;
  if (!isService(to)) return "resolv.conf of the pods";
  if (isService(from)) return serviceHost(environment, to, from);
  if (from === "Prometheus") return `${serviceName(environment, to)}.${environment.namespaces[to]}`;
  return entrance(environment, to);
}

/** Whether a service is meant to be reached from beyond the pods of the cluster. */
export function isExposed(environment: Environment, key: ServiceKey): boolean {
  const { ingress, httpRoute, service } = environment[key];
  return ingress.enabled || httpRoute.enabled || service.type !== "ClusterIP";
}

/** What a visitor opens. */
function entrance(environment: Environment, key: ServiceKey): string {
  const { ingress, httpRoute, service } = environment[key];
  const url = publicUrl(environment[key]);
  if (ingress.enabled || httpRoute.enabled) return url;
  if (service.type === "NodePort")
    return `any node, port ${service.nodePort === 0 ? "that the cluster chooses" : service.nodePort}`;
  const name = serviceName(environment, key);
  return service.type === "LoadBalancer" ? `load balancer of ${name}` : name;
}

export const isService = (party: Party): party is ServiceKey => Object.hasOwn(charts, party);

/** The name of a party for people. */
export function partyName(party: Party): string {
  return isService(party) ? charts[party].name : party;
}

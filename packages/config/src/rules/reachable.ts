import { defineRule, type Report } from "@chartmodel/schema";
import { type Connection, connections, isExposed, isService, type Peers, partyName } from "../connections.ts";
import type { Environment } from "../environment.ts";
import { letsThrough } from "./address-range.ts";
import { isInOwnNamespace } from "./peers.ts";
import { isHosted } from "./stages.ts";

/** The field that says who the other end of a connection is, and what to put there. */
const ends = {
  visitors: ["network.visitors", "name the ingress controller's pods, or everybody for a node port"],
  "API visitors": ["network.apiVisitors", "name who it is for, or make the API no way in"],
  Prometheus: ["network.scrapers", "name Prometheus' pods or namespace, or turn the ServiceMonitor off"],
  PostgreSQL: ["database.peers", "name its pods, or the addresses outside the cluster"],
  DNS: ["network.dns", "name the pods of the cluster's name servers"],
} as const;

export const reachable = defineRule(
  "reachable",
  "Whatever is turned on can be reached: the NetworkPolicies let every connection through that the services need, and a hosted page has a way in.",
  (environment: Environment, report) => {
    if (isHosted(environment) && !isExposed(environment, "frontend")) {
      report("frontend.ingress.enabled", {
        expected: `true in ${environment.stage}, where the page has no other way in`,
        received: false,
        fix: "turn on frontend.ingress or frontend.httpRoute, or choose another frontend.service.type",
      });
    }
    if (!environment.network.enforce) return;
    // Both services call PostgreSQL and DNS: what is wrong with those is said once.
    const others = new Map<keyof typeof ends, Connection>();
    for (const connection of connections(environment)) {
      const party = otherEnd(connection);
      if (party) others.set(party, connection);
    }
    for (const [party, connection] of others) {
      if (connection.isNeeded) reportBlocked(environment, party, connection, report);
    }
  },
);

/** Who is at the end of a connection that is no service of this system. */
function otherEnd({ from, to }: Connection): keyof typeof ends | undefined {
  if (!isService(from)) return from;
  return isService(to) ? undefined : to;
}

/** Reports a connection that has nobody at its other end, or nobody who could come the way that there is. */
function reportBlocked(
  environment: Environment,
  party: keyof typeof ends,
  { from, to, callers, called }: Connection,
  report: Report,
): void {
  const [path, fix] = ends[party];
  const peers = isService(from) ? called : callers;
  const who = isService(from) ? `where ${party} is` : `who may call ${partyName(to)}`;
  if (peers.length === 0) {
    report(path, { expected: `${who} (nobody is let through)`, received: peers, fix });
    return;
  }
  if (party === "DNS" || party === "PostgreSQL") reportNoCallee(environment, party, peers, report);
  if (!isService(to) || party === "Prometheus") return;
  const { ingress, httpRoute, service } = environment[to];
  if (service.type !== "ClusterIP" && !peers.some(({ ipBlock }) => ipBlock)) {
    report(path, {
      expected: `an ipBlock, for those who come to ${to}.service of type ${service.type} from outside the cluster`,
      received: peers,
      fix: 'add { ipBlock: { cidr: "0.0.0.0/0" } } or a narrower one, or set the type to "ClusterIP"',
    });
  }
  if ((ingress.enabled || httpRoute.enabled) && !peers.some((peer) => mayBePods(peer, environment))) {
    report(path, {
      expected: `the pods of the ${ingress.enabled ? "ingress controller" : "gateway"}, which call ${partyName(to)} for the visitors`,
      received: peers,
      fix: "add the namespaceSelector of its namespace",
    });
  }
}

/** Reports peers none of which can be the name servers, or the database. */
function reportNoCallee(
  { namespaces, database }: Environment,
  party: "DNS" | "PostgreSQL",
  peers: Peers,
  report: Report,
): void {
  const [path, fix] = ends[party];
  if (party === "PostgreSQL" && database.external) {
    if (peers.some(({ ipBlock }) => ipBlock)) return;
    report(path, {
      expected: "an ipBlock, as an external database is no pod of this cluster",
      received: peers,
      fix: "name its addresses, or set database.external to false",
    });
    return;
  }
  const own = new Set(Object.values(namespaces));
  // In one namespace with both services there may be a database, but name servers are where Kubernetes has its own pods.
  const isThere = party === "DNS" ? own.size === 1 && own.has("kube-system") : own.size === 1;
  if (isThere || !peers.every(isInOwnNamespace)) return;
  const place = party === "DNS" ? "kube-system" : "its namespace";
  report(path, {
    expected: `a namespaceSelector beside the podSelector, which alone selects pods of ${[...own].join(" and of ")}`,
    received: peers,
    fix: `add the label kubernetes.io/metadata.name of ${place}, or ${fix}`,
  });
}

/** Ranges that clusters take their pods' addresses from. */
const podAddresses = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

/** Whether a peer may be the pods of the ingress controller or gateway, which the environment may name as its proxies. */
function mayBePods({ ipBlock }: Peers[number], { network: { proxies } }: Environment): boolean {
  const pods = proxies.length > 0 ? proxies : podAddresses;
  return !ipBlock || pods.some((range) => letsThrough(ipBlock, range));
}

export const policiesEnforced = defineRule(
  "policies-enforced",
  "Without NetworkPolicies every pod of the cluster reaches both services and the metrics.",
  ({ network }: Environment, report) => {
    if (network.enforce) return;
    report("network.enforce", {
      expected: "true where others share the cluster",
      received: false,
      fix: "turn it on where the cluster's network enforces policies",
    });
  },
  { severity: "warning" },
);

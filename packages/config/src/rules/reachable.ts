import { defineRule, type Report } from "@chartmodel/schema";
import { type Connection, connections, isExposed, isService, type Peers, partyName } from "../connections.ts";
import type { Environment } from "../environment.ts";
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
    const others = new Map(connections(environment).map((connection) => [otherEnd(connection), connection]));
    for (const [party, connection] of others) {
      if (party && connection.isNeeded) reportBlocked(environment, party, connection, report);
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
  if (!isService(to) || party === "Prometheus") return;
  const { ingress, httpRoute, service } = environment[to];
  if (service.type !== "ClusterIP" && !peers.some(({ ipBlock }) => ipBlock)) {
    report(path, {
      expected: `an ipBlock, for those who come to ${to}.service of type ${service.type} from outside the cluster`,
      received: peers,
      fix: 'add { ipBlock: { cidr: "0.0.0.0/0" } } or a narrower one, or set the type to "ClusterIP"',
    });
  }
  if ((ingress.enabled || httpRoute.enabled) && !peers.some(mayBePods)) {
    report(path, {
      expected: `the pods of the ${ingress.enabled ? "ingress controller" : "gateway"}, which call ${partyName(to)} for the visitors`,
      received: peers,
      fix: "add the namespaceSelector of its namespace",
    });
  }
}

/** Address ranges that a cluster's pods may have: all addresses, and the private ones. */
const podAddresses =
  /\/0$|^10\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^f[cd]/i;

const mayBePods = ({ ipBlock }: Peers[number]): boolean => !ipBlock || podAddresses.test(ipBlock.cidr);

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

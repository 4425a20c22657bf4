import type { ChartValues } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { charts, serviceName } from "../services.ts";

/** One connection that an environment allows. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Name that the caller uses. */
  readonly address: string;
  readonly port: number;
}

/** The port of DNS, over UDP and TCP. */
const dnsPort = 53;

/** Every connection that an environment's NetworkPolicies allow: the communication matrix. */
export function connectionsOf(environment: Environment, values: ChartValues<typeof charts>): Connection[] {
  const { backend, frontend } = values;
  const services = [charts.backend.name, charts.frontend.name];
  const apiHost = new URL(frontend.config.apiUrl).hostname;
  const connections: Connection[] = [
    { from: "visitor", to: charts.frontend.name, ...entrance(environment, values) },
    { from: charts.frontend.name, to: charts.backend.name, address: apiHost, port: backend.service.port },
  ];
  if (environment.database.kind === "postgres") {
    const address = environment.database.external
      ? "host of DATABASE_URL, outside the cluster"
      : "host of DATABASE_URL";
    for (const from of services)
      connections.push({ from, to: "PostgreSQL", address, port: environment.database.port });
  }
  for (const from of services)
    connections.push({ from, to: "DNS", address: "kube-dns.kube-system", port: dnsPort });
  if (backend.serviceMonitor.enabled) {
    const address = `${serviceName(environment, "backend")}.${environment.namespaces.backend}`;
    connections.push({ from: "Prometheus", to: charts.backend.name, address, port: backend.service.port });
  }
  return connections;
}

function entrance(environment: Environment, { frontend }: ChartValues<typeof charts>) {
  if (frontend.config.publicUrl !== "")
    return { address: new URL(frontend.config.publicUrl).hostname, port: 443 };
  const { nodePort } = frontend.service;
  if (nodePort > 0) return { address: "any node (`minikube ip`)", port: nodePort };
  return { address: serviceName(environment, "frontend"), port: frontend.service.port };
}

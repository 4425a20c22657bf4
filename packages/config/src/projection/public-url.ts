import type { Environment } from "../environment.ts";
import type { ServiceKey } from "../services.ts";

/** The origin that people open, or `""` where the node's address decides it. A gateway always ends TLS. */
export function publicUrl({ ingress, httpRoute }: Environment[ServiceKey]): string {
  if (httpRoute.enabled && httpRoute.hostnames[0]) return `https://${httpRoute.hostnames[0]}`;
  const host = ingress.enabled && ingress.hosts[0]?.host;
  if (!host) return "";
  return `${hasCertificate(ingress, host) ? "https" : "http"}://${host}`;
}

/** Whether an ingress ends TLS for a host. */
export function hasCertificate({ tls }: Environment[ServiceKey]["ingress"], host: string): boolean {
  return tls.some(({ hosts }) => hosts.includes(host));
}

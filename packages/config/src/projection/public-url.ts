import type { Environment } from "../environment.ts";

/** The origin that people open, or `""` where the node's address decides it. A gateway always ends TLS. */
export function publicUrl({ frontend: { ingress, httpRoute } }: Environment): string {
  if (httpRoute.enabled && httpRoute.hosts[0]) return `https://${httpRoute.hosts[0]}`;
  if (!ingress.enabled || !ingress.hosts[0]) return "";
  return `${ingress.tlsSecretName === "" ? "http" : "https"}://${ingress.hosts[0]}`;
}

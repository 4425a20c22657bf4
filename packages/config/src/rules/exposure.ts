import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { hasCertificate, publicUrl } from "../projection/public-url.ts";
import { addressRange, sizeOf } from "./address-range.ts";
import { eachService } from "./each-service.ts";

export const nodePortType = defineRule(
  "node-port-type",
  "A node port is set only on a Service of type NodePort.",
  eachService(({ service }, report) => {
    if (service.nodePort === 0 || service.type === "NodePort") return;
    report("service.nodePort", {
      expected: `0 with type ${service.type}`,
      received: service.nodePort,
      fix: 'set it to 0, or service.type to "NodePort"',
    });
  }),
);

export const nodePortUnique = defineRule(
  "node-port-unique",
  "No two services have one node port.",
  ({ backend, frontend }: Environment, report) => {
    const { nodePort } = frontend.service;
    if (nodePort === 0 || nodePort !== backend.service.nodePort) return;
    report("frontend.service.nodePort", {
      expected: "another port than backend.service.nodePort",
      received: nodePort,
      fix: "give each service a port of its own",
    });
  },
);

export const devPortUnique = defineRule(
  "dev-port-unique",
  "No two services have one port on a developer's machine.",
  ({ devPorts }: Environment, report) => {
    if (devPorts.backend !== devPorts.frontend) return;
    report("devPorts.frontend", {
      expected: "another port than devPorts.backend",
      received: devPorts.frontend,
      fix: "give each service a port of its own",
    });
  },
);

export const exposureHost = defineRule(
  "exposure-host",
  "An ingress or a route answers to at least one host, and leads every path of it to the service.",
  eachService(({ ingress, httpRoute }, report) => {
    const noHost = { expected: "at least one host name", received: [], fix: "add the host that people open" };
    if (httpRoute.enabled && httpRoute.hostnames.length === 0) report("httpRoute.hostnames", noHost);
    const isAddress = (host: string) => addressRange(host) !== undefined;
    const address = { expected: "a host name, not an address", fix: "use a name that leads to it" };
    for (const [index, host] of (httpRoute.enabled ? httpRoute.hostnames : []).entries()) {
      if (isAddress(host)) report(`httpRoute.hostnames[${index}]`, { ...address, received: host });
    }
    if (!ingress.enabled) return;
    if (ingress.hosts.length === 0) report("ingress.hosts", noHost);
    for (const [index, { host, paths }] of ingress.hosts.entries()) {
      if (isAddress(host)) report(`ingress.hosts[${index}].host`, { ...address, received: host });
      if (paths.some(({ path, pathType }) => path === "/" && pathType !== "Exact")) continue;
      report(`ingress.hosts[${index}].paths`, {
        expected: 'a path "/" with everything below it',
        received: paths,
        fix: 'add { path: "/", pathType: "Prefix" }',
      });
    }
  }),
);

export const exposureUnique = defineRule(
  "exposure-unique",
  "No host leads to both services.",
  ({ backend, frontend }: Environment, report) => {
    const hosts = new Set(hostsOf(backend));
    const shared = hostsOf(frontend).filter((host) => hosts.has(host));
    if (shared.length === 0) return;
    report(backend.ingress.enabled ? "backend.ingress.hosts" : "backend.httpRoute.hostnames", {
      expected: "hosts that do not lead to the frontend",
      received: shared,
      fix: "give the API a host of its own",
    });
  },
);

function hostsOf({ ingress, httpRoute }: Environment["backend" | "frontend"]): readonly string[] {
  return [
    ...(ingress.enabled ? ingress.hosts.map(({ host }) => host) : []),
    ...(httpRoute.enabled ? httpRoute.hostnames : []),
  ];
}

/** Addresses of the widest ranges that clusters take theirs from: 10.0.0.0/8 and fc00::/7. */
const mostTrusted = { 4: 2 ** 24, 6: 2n ** 121n };

export const proxiesNamed = defineRule(
  "proxies-named",
  "Behind an ingress or a gateway its pods are named, or all visitors count as one and https is not recognised; and not everybody, or a visitor's address is what the visitor says.",
  (environment: Environment, report) => {
    for (const [index, proxy] of environment.network.proxies.entries()) {
      const range = addressRange(proxy);
      if (!range || sizeOf(range) <= mostTrusted[range.version]) continue;
      report(`network.proxies[${index}]`, {
        expected: "a range of the cluster's own addresses, no wider than 10.0.0.0/8 or fc00::/7",
        received: proxy,
        fix: "name the range that the cluster gives its pods",
      });
    }
    if (publicUrl(environment.frontend) === "" || environment.network.proxies.length > 0) return;
    report("network.proxies", {
      expected: "the addresses of the ingress controller's or gateway's pods",
      received: [],
      fix: "name the range that the cluster gives its pods, such as 10.0.0.0/8",
    });
  },
);

export const exposureOnce = defineRule(
  "exposure-once",
  "A service is reached through an ingress or through a route, not both.",
  eachService(({ ingress, httpRoute }, report) => {
    if (!ingress.enabled || !httpRoute.enabled) return;
    report("httpRoute.enabled", {
      expected: "false beside an ingress",
      received: true,
      fix: "turn one of the two off",
    });
  }),
);

export const ingressTls = defineRule(
  "ingress-tls",
  "In production every host of an ingress has a certificate.",
  eachService(({ ingress }, report, { stage }) => {
    if (stage !== "production" || !ingress.enabled) return;
    for (const { host } of ingress.hosts) {
      if (hasCertificate(ingress, host)) continue;
      report("ingress.tls", {
        expected: `a certificate for ${host}`,
        received: ingress.tls,
        fix: "name the Secret that holds it, for instance the one that cert-manager fills",
      });
    }
  }),
);

export const pageHost = defineRule(
  "page-host",
  "The page has one host: by another one its server takes no change, and over https it sends whoever comes away.",
  ({ frontend }: Environment, report) => {
    const [first, ...others] = new Set(hostsOf(frontend));
    if (others.length === 0) return;
    report(frontend.ingress.enabled ? "frontend.ingress.hosts" : "frontend.httpRoute.hostnames", {
      expected: `${first} alone`,
      received: [first, ...others],
      fix: "let the ingress controller or gateway redirect the other hosts to it",
    });
  },
);

export const plainHttp = defineRule(
  "plain-http",
  "Where people sign in by plain HTTP, whoever is on the way reads their passwords.",
  ({ stage, frontend }: Environment, report) => {
    if (stage !== "production" || frontend.service.type === "ClusterIP") return;
    report("frontend.service.type", {
      expected: '"ClusterIP" behind an ingress or a route, which end TLS',
      received: frontend.service.type,
      fix: "turn one of them on, unless something before the cluster ends TLS",
    });
  },
  { severity: "warning" },
);

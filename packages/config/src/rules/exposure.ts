import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { eachService } from "./each-service.ts";

/** Kubernetes' default for `--service-node-port-range`. */
const nodePorts = { first: 30_000, last: 32_767 };

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

export const nodePortRange = defineRule(
  "node-port-range",
  "Node ports lie within the range of Kubernetes.",
  eachService(({ service: { nodePort } }, report) => {
    if (nodePort === 0 || (nodePort >= nodePorts.first && nodePort <= nodePorts.last)) return;
    report("service.nodePort", {
      expected: `${nodePorts.first} to ${nodePorts.last}`,
      received: nodePort,
      fix: "choose a port of the range, or 0 to have the cluster choose",
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

export const exposureHost = defineRule(
  "exposure-host",
  "An ingress or a route answers to at least one host.",
  eachService((service, report) => {
    for (const kind of ["ingress", "httpRoute"] as const) {
      const { enabled, hosts } = service[kind];
      if (!enabled || hosts.length > 0) continue;
      report(`${kind}.hosts`, {
        expected: "at least one host name",
        received: hosts,
        fix: "add the host that people open",
      });
    }
  }),
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
  "In production an ingress has TLS.",
  eachService(({ ingress }, report, { stage }) => {
    if (stage !== "production" || !ingress.enabled || ingress.tlsSecretName !== "") return;
    report("ingress.tlsSecretName", {
      expected: "the name of a Secret with a certificate",
      received: "",
      fix: "name the Secret, for instance the one that cert-manager fills",
    });
  }),
);

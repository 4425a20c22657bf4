import type { Environment } from "../environment.ts";
import { servicesByNamespace } from "./accounts.ts";

const read = ["get", "list", "watch"];

/** What the tool server's read-only role of 0.2.1 lacks. */
const missingRules = [
  { apiGroups: [""], resources: ["resourcequotas", "limitranges"], verbs: read },
  { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: read },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: read },
];

/** Agents that the chart brings, all of them with tools that write. */
const bundledAgents = [
  "k8s-agent",
  "kgateway-agent",
  "istio-agent",
  "promql-agent",
  "observability-agent",
  "argo-rollouts-agent",
  "helm-agent",
  "cilium-policy-agent",
  "cilium-manager-agent",
  "cilium-debug-agent",
];

/**
 * Values of kagent's chart. The guardrail is here: the tool server is cluster-admin by default, and an agent's tools act
 * as the tool server. It reads in kagent's namespace and in the services', no Secrets, and has no tool that writes.
 */
export function kagentValues(environment: Environment): object {
  const { namespace, model, prometheus } = environment.ai;
  const off = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { enabled: false }]));
  const provider =
    model.provider === "Ollama"
      ? { default: "ollama", ollama: { model: model.name, config: { host: model.endpoint } } }
      : { default: "openAI", openAI: { model: model.name, apiKeySecretRef: model.apiKeySecret } };
  return {
    providers: provider,
    ...off(bundledAgents),
    ...off(["grafana-mcp", "querydoc", "kmcp"]),
    "kagent-tools": {
      rbac: {
        readOnly: true,
        allowSecrets: false,
        namespaces: [...new Set([namespace, ...servicesByNamespace(environment).keys()])],
        additionalRules: missingRules,
      },
      tools: {
        args: ["--read-only"],
        enabledTools: ["k8s", "prometheus", "utils"],
        loglevel: "info",
        ...(prometheus !== "" && { prometheus: { url: prometheus } }),
      },
    },
  };
}

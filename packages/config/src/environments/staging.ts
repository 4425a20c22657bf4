import { defineEnvironment } from "../environment.ts";
import { hosted } from "./hosted.ts";

/** What production will be, smaller, behind a gateway. */
export const staging = defineEnvironment({
  name: "staging",
  stage: "staging",
  context: "staging",
  namespaces: { backend: "todo-staging", frontend: "todo-staging" },
  images: { registry: "registry.example.com/todo", tag: "0.1.0" },
  database: hosted.database,
  secret: hosted.secret,
  network: { visitors: hosted.visitorsFrom("envoy-gateway-system"), proxies: hosted.proxies },
  backend: { replicaCount: 2, disruptionBudget: { enabled: true } },
  frontend: {
    replicaCount: 2,
    service: hosted.service,
    httpRoute: {
      enabled: true,
      parentRefs: [{ name: "public", namespace: "envoy-gateway-system", sectionName: "https" }],
      hostnames: ["staging.todo.example.com"],
    },
    disruptionBudget: { enabled: true },
  },
  ai: {
    enabled: true,
    model: {
      provider: "OpenAI",
      name: "gpt-4.1-mini",
      endpoint: "https://api.openai.com/v1",
      apiKeySecret: "kagent-openai",
      peers: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] } }],
    },
    prometheus: "http://prometheus-operated.monitoring:9090",
  },
});

import { defineEnvironment } from "../environment.ts";

/** A throw-away cluster of the test run: two pods of each, PostgreSQL in the cluster. */
export const ci = defineEnvironment({
  name: "ci",
  stage: "ci",
  namespaces: { backend: "todo-ci", frontend: "todo-ci" },
  images: { tag: "e2e" },
  database: {
    kind: "postgres",
    peers: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "postgres" } } }],
  },
  secret: { create: false },
  network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
  backend: { replicaCount: 2, disruptionBudget: { enabled: true } },
  frontend: {
    replicaCount: 2,
    service: { nodePort: 30_080 },
    config: { authRateLimit: false },
    disruptionBudget: { enabled: true },
  },
});

import { defineEnvironment } from "../environment.ts";

/** Minikube on a developer's machine: one pod of each, SQLite on a volume, images of Minikube's own Docker daemon. */
export const local = defineEnvironment({
  name: "local",
  stage: "local",
  network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
  backend: { config: { logFormat: "text" }, lifecycle: { preStopSleepSeconds: 0 } },
  frontend: { lifecycle: { preStopSleepSeconds: 0 } },
  // Ollama and `chartmodel mcp` run beside Minikube, at an address that only Minikube knows.
  ai: {
    enabled: true,
    model: { peers: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
    proposals: { tokenSecret: "chartmodel-mcp" },
  },
});

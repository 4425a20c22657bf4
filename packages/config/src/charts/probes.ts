import { Kubernetes } from "@chartmodel/schema";

const alive = { path: "/healthz", port: "http" } as const;
const ready = { path: "/readyz", port: "http" } as const;

/** When a container has started, must be restarted, and may be sent requests. Both images answer the same paths. */
export const probes = {
  startupProbe: Kubernetes.Probe({
    description: "Holds the other probes back while the container starts and migrates its database.",
    default: { httpGet: alive, periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 120 },
  }),
  livenessProbe: Kubernetes.Probe({
    description: "Restarts a container that no longer answers. It must not depend on the database.",
    default: { httpGet: alive, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  }),
  readinessProbe: Kubernetes.Probe({
    description: "Takes a pod out of the Service while its database does not answer.",
    default: { httpGet: ready, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
  }),
};

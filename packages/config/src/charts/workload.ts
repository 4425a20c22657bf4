import { Kubernetes, Type } from "@chartmodel/schema";
import { autoscaling, disruptionBudget } from "./availability.ts";
import { httpRoute, ingress } from "./exposure.ts";
import { imagePullSecrets } from "./image.ts";
import { names } from "./metadata.ts";
import { extras, lifecycle } from "./pod.ts";
import { probes } from "./probes.ts";
import { scheduling } from "./scheduling.ts";
import { security } from "./security.ts";

/** Pods to run, in both charts. */
export const replicaCount = Type.Integer({
  description: "Pods to run when autoscaling is off; SQLite allows one.",
  unit: "pods",
  minimum: 1,
  maximum: 50,
  default: 1,
});

/** The values that both charts have and read alike. */
export const workload = {
  imagePullSecrets,
  ...names,
  ingress,
  httpRoute,
  autoscaling,
  disruptionBudget,
  ...probes,
  lifecycle,
  ...scheduling,
  ...security,
  ...extras,
};

/** CPU and memory of the container. */
export const resources = (memory: { readonly request: string; readonly limit: string }) =>
  Kubernetes.ResourceRequirements({
    description: "CPU and memory that the container is given, and the most that it may use.",
    default: {
      requests: { cpu: "50m", memory: memory.request },
      limits: { cpu: "1", memory: memory.limit },
    },
  });

import { Kubernetes, Type } from "@chartmodel/schema";
import { annotations, labels } from "./metadata.ts";

/** How a pod ends without losing a request. */
export const lifecycle = Type.Object(
  {
    preStopSleepSeconds: Type.Integer({
      description:
        "Wait before the container is told to stop, in which the Service stops sending it requests; 0 for none.",
      unit: "seconds",
      minimum: 0,
      maximum: 300,
      default: 5,
    }),
    terminationGracePeriodSeconds: Type.Integer({
      description: "Time for the wait and for draining together, after which the container is killed.",
      unit: "seconds",
      minimum: 1,
      maximum: 3600,
      default: 30,
    }),
  },
  { description: "Shutdown of a pod." },
);

/** What may be added to the pods beyond what the chart knows. */
export const extras = {
  podLabels: labels("the pods, beside the chart's own"),
  podAnnotations: annotations("the pods, beside the chart's own"),
  extraEnv: Type.Array(Kubernetes.EnvVar(), {
    description: "Environment variables beside the chart's own.",
    default: [],
  }),
  volumes: Type.Array(Kubernetes.Volume(), {
    description: "Volumes of the pod beside the chart's own.",
    default: [],
  }),
  volumeMounts: Type.Array(Kubernetes.VolumeMount(), {
    description: "Where the container mounts them.",
    default: [],
  }),
};

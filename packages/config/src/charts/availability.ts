import { Kubernetes, Type } from "@chartmodel/schema";

/** A HorizontalPodAutoscaler of version 2. */
export const autoscaling = Type.Object(
  {
    enabled: Type.Boolean({
      description: "Creates the autoscaler, which then sets the replicas.",
      default: false,
    }),
    minReplicas: Type.Integer({
      description: "Fewest pods.",
      unit: "pods",
      minimum: 1,
      maximum: 50,
      default: 2,
    }),
    maxReplicas: Type.Integer({
      description: "Most pods.",
      unit: "pods",
      minimum: 1,
      maximum: 50,
      default: 4,
    }),
    targetCPUUtilizationPercentage: Type.Integer({
      description: "CPU in use, as a share of what the pods request, that the autoscaler aims at.",
      unit: "percent",
      minimum: 1,
      maximum: 100,
      default: 70,
    }),
    behavior: Kubernetes.HorizontalPodAutoscalerBehavior({
      description: "How fast the autoscaler adds pods and takes them away.",
      default: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 2, periodSeconds: 30 }] },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
        },
      },
    }),
  },
  { description: "Horizontal autoscaling." },
);

/** A PodDisruptionBudget. */
export const disruptionBudget = Type.Object(
  {
    enabled: Type.Boolean({ description: "Creates the budget.", default: false }),
    minAvailable: Type.Integer({
      description:
        "Pods that a drained node must leave running; fewer than the replicas, or nodes cannot be drained.",
      unit: "pods",
      minimum: 1,
      maximum: 50,
      default: 1,
    }),
  },
  { description: "Limit on voluntary disruptions, such as draining a node." },
);

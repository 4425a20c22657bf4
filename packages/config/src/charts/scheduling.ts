import { Kubernetes, Type } from "@chartmodel/schema";
import { labels } from "./metadata.ts";
import { optionalName } from "./optional-text.ts";

/** Which nodes the pods run on. The keys are those of a pod's `spec`. */
export const scheduling = {
  topologySpreadConstraints: Type.Array(Kubernetes.TopologySpreadConstraint(), {
    description:
      "How pods spread over nodes and zones; without a labelSelector a constraint means this release's pods.",
    default: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        matchLabelKeys: ["pod-template-hash"],
      },
    ],
  }),
  affinity: Kubernetes.Affinity({ description: "Affinity to nodes and to other pods.", default: {} }),
  nodeSelector: labels("the nodes that the pods may run on"),
  tolerations: Type.Array(Kubernetes.Toleration(), {
    description: "Taints that the pods tolerate.",
    default: [],
  }),
  priorityClassName: optionalName('PriorityClass of the pods; "" is the cluster\'s default.'),
};

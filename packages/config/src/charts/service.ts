import { Type } from "@chartmodel/schema";
import { annotations } from "./metadata.ts";

export interface ServiceDefaults {
  readonly type: "ClusterIP" | "NodePort";
  readonly port: number;
  /** 0 for none. */
  readonly nodePort: number;
}

/** How the pods are reached. The Service and the containers share one port, so that policies need not tell them apart. */
export const service = ({ type, port, nodePort }: ServiceDefaults) =>
  Type.Object(
    {
      type: Type.Enum(["ClusterIP", "NodePort", "LoadBalancer"], {
        description:
          "Who can reach the Service: the cluster, every node's port, or an external load balancer.",
        default: type,
      }),
      port: Type.Integer({
        description: "Port of the Service, and the one that the container listens on; it runs without root.",
        minimum: 1024,
        maximum: 65535,
        default: port,
      }),
      nodePort: Type.Integer({
        description: "Port on every node with type NodePort; 0 lets the cluster choose one.",
        title: "0 or a node port (30000 and up)",
        minimum: 0,
        maximum: 32767,
        not: { minimum: 1, maximum: 29999 },
        default: nodePort,
      }),
      annotations: annotations("the Service, as load balancers of a cloud want them"),
    },
    { description: "Service in front of the pods." },
  );

import { Kubernetes, Port, Type } from "@chartmodel/schema";
import { ports } from "./ports.ts";

/** Pods, namespaces or address ranges; an empty list is nobody. @default [] */
export const peers = (description: string) =>
  Type.Array(Kubernetes.NetworkPolicyPeer(), {
    description: `${description} An empty list is nobody.`,
    default: [],
  });

/** A service that the pods may connect to. */
export const destination = (description: string, port: number) =>
  Type.Object(
    {
      port: Port({ description: "Port of its pods or of its external address.", default: port }),
      peers: peers("Where it is."),
    },
    { description },
  );

/** What both charts' NetworkPolicies have; everything that is not listed is refused. */
export const networkPolicyBase = {
  enabled: Type.Boolean({
    description: "Creates the policy; the cluster's network has to enforce it.",
    default: true,
  }),
  clients: peers("Who may call the Service."),
  database: destination("PostgreSQL, when the database is one.", ports.postgres),
  dns: Type.Array(Kubernetes.NetworkPolicyPeer(), {
    description: "Name servers, on port 53. An empty list is nobody.",
    default: [
      {
        namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ],
  }),
};

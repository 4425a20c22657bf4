import type { Peers } from "../connections.ts";

type Peer = Peers[number];
type Selector = NonNullable<Peer["podSelector"]>;

/** A peer of a NetworkPolicy in words: `namespace ingress-nginx`, `pods k8s-app=kube-dns, namespace kube-system`. */
export function peerText({ ipBlock, podSelector, namespaceSelector }: Peer): string {
  if (ipBlock) return [ipBlock.cidr, ...(ipBlock.except ?? []).map((cidr) => `without ${cidr}`)].join(" ");
  const name = namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"];
  return [
    podSelector ? selectorText("pods", podSelector) : "",
    name ? `namespace ${name}` : namespaceSelector ? selectorText("namespaces", namespaceSelector) : "",
  ]
    .filter((text) => text !== "")
    .join(", ");
}

function selectorText(kind: string, { matchLabels = {}, matchExpressions = [] }: Selector): string {
  const conditions = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => [key, operator, ...values].join(" ")),
  ];
  return conditions.length === 0 ? `all ${kind}` : `${kind} ${conditions.join(" ")}`;
}

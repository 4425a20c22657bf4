/** What staging and production share: images of a registry, an external PostgreSQL, and no port on the nodes. */
export const hosted = {
  database: { kind: "postgres", external: true, peers: [{ ipBlock: { cidr: "0.0.0.0/0" } }] },
  secret: { create: false },
  /** The pods' own addresses: the network policy lets none of them through but the ingress controller's or gateway's. */
  proxies: ["10.0.0.0/8"],
  service: { type: "ClusterIP", nodePort: 0 },
  /** The namespace of the ingress controller or gateway, as its own chart names it. */
  visitorsFrom: (namespace: string) => [
    { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } },
  ],
} as const;

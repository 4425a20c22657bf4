import { AbsolutePath, DnsSubdomain, Type } from "@chartmodel/schema";
import { annotations } from "./metadata.ts";
import { optionalName } from "./optional-text.ts";

const host = () => DnsSubdomain({ description: "A host name." });

/** A way into the cluster through an ingress controller. */
export const ingress = Type.Object(
  {
    enabled: Type.Boolean({ description: "Creates the Ingress.", default: false }),
    className: optionalName(
      'IngressClass of the controller that serves it; "" takes the cluster\'s own default.',
    ),
    annotations: annotations("the Ingress, such as cert-manager.io/cluster-issuer"),
    hosts: Type.Array(
      Type.Object(
        {
          host: host(),
          paths: Type.Array(
            Type.Object(
              {
                path: AbsolutePath({ description: "Path, from the host's root." }),
                pathType: Type.Enum(["Prefix", "Exact", "ImplementationSpecific"], {
                  description: "How the controller compares it.",
                }),
              },
              { description: "A path." },
            ),
            { description: "Paths that lead to the Service.", minItems: 1 },
          ),
        },
        { description: "A host and its paths." },
      ),
      {
        description: "Hosts that the Ingress answers to.",
        default: [],
        examples: [[{ host: "todo.example.com", paths: [{ path: "/", pathType: "Prefix" }] }]],
      },
    ),
    tls: Type.Array(
      Type.Object(
        {
          secretName: DnsSubdomain({ description: "Secret with the certificate." }),
          hosts: Type.Array(host(), { description: "Hosts that it is for.", minItems: 1 }),
        },
        { description: "A certificate." },
      ),
      {
        description: "Certificates; a host without one is served plain HTTP.",
        default: [],
        examples: [[{ secretName: "todo-example-com-tls", hosts: ["todo.example.com"] }]],
      },
    ),
  },
  { description: "Ingress to the Service." },
);

/** The alternative to {@link ingress}: a route of the Gateway API. */
export const httpRoute = Type.Object(
  {
    enabled: Type.Boolean({
      description: "Creates the HTTPRoute; the cluster needs the Gateway API.",
      default: false,
    }),
    annotations: annotations("the HTTPRoute"),
    parentRefs: Type.Array(
      Type.Object(
        {
          name: DnsSubdomain({ description: "Name of the Gateway." }),
          namespace: Type.Optional(
            DnsSubdomain({ description: "Namespace of the Gateway; the release's own without it." }),
          ),
          sectionName: Type.Optional(
            DnsSubdomain({
              description: "Listener of the Gateway; every one that allows the route without it.",
            }),
          ),
        },
        { description: "A Gateway; it ends TLS." },
      ),
      {
        description: "Gateways that the route is attached to.",
        minItems: 1,
        default: [{ name: "gateway" }],
      },
    ),
    hostnames: Type.Array(host(), {
      description: "Host names that the HTTPRoute answers to.",
      default: [],
      examples: [["todo.example.com"]],
    }),
  },
  { description: "HTTPRoute to the Service, in place of an Ingress." },
);

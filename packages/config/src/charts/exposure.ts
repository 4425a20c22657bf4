import { DnsSubdomain, Type } from "@chartmodel/schema";
import { annotations } from "./metadata.ts";
import { optionalName } from "./optional-text.ts";

const hosts = (of: string) =>
  Type.Array(DnsSubdomain({ description: "A host name." }), {
    description: `Host names that ${of} answers to.`,
    default: [],
    examples: [["todo.example.com"]],
  });

/** A way into the cluster through an ingress controller. */
export const ingress = Type.Object(
  {
    enabled: Type.Boolean({ description: "Creates the Ingress.", default: false }),
    className: optionalName(
      'IngressClass of the controller that serves it; "" takes the cluster\'s own default.',
    ),
    annotations: annotations("the Ingress, such as cert-manager.io/cluster-issuer"),
    hosts: hosts("the Ingress"),
    tlsSecretName: optionalName('Secret with the certificate of all hosts; "" serves plain HTTP.'),
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
    hosts: hosts("the HTTPRoute"),
    gateway: Type.Object(
      {
        name: DnsSubdomain({ description: "Name of the Gateway.", default: "gateway" }),
        namespace: optionalName('Namespace of the Gateway; "" is the release\'s own.'),
        sectionName: optionalName('Listener of the Gateway; "" is every one that allows the route.'),
      },
      { description: "Gateway that the route is attached to; it ends TLS." },
    ),
  },
  { description: "HTTPRoute to the Service, in place of an Ingress." },
);

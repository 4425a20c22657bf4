import { dnsLabel, dnsSubdomain, qualifiedName } from "./formats.ts";
import { labelRules } from "./metadata.ts";
import { port } from "./probes.ts";
import {
  below,
  type Check,
  isEmpty,
  itemsOf,
  oneOf,
  type Rule,
  range,
  recordOf,
  text,
  unique,
} from "./rule.ts";

/** core/validation: validateService. */
export const serviceRules: readonly Rule[] = [
  ...below("spec.selector", labelRules),
  ["spec.type", oneOf("", "ClusterIP", "NodePort", "LoadBalancer", "ExternalName")],
  ["spec.sessionAffinity", oneOf("", "ClientIP", "None")],
  ["spec.sessionAffinityConfig.clientIP.timeoutSeconds", range(1, 86_400)],
  ["spec", ofType],
  ["spec", namedPorts],
  ["spec.ports", unique("name", ({ name }) => (typeof name === "string" && name !== "" ? name : undefined))],
  ["spec.ports", unique("port and protocol", portKey("port"))],
  ["spec.ports", unique("nodePort and protocol", portKey("nodePort"))],
  ["spec.ports[].name", text(dnsLabel, { orEmpty: true })],
  ["spec.ports[].port", range(1, 65_535)],
  ["spec.ports[].protocol", oneOf("", "TCP", "UDP", "SCTP")],
  ["spec.ports[].targetPort", target],
  ["spec.ports[].appProtocol", text(qualifiedName)],
];

/** Zero and the empty text stand for the port itself. */
function* target(value: unknown, manifest: Readonly<Record<string, unknown>>): ReturnType<Check> {
  if (value !== 0 && value !== "") yield* port(value, manifest);
}

function* ofType(value: unknown): ReturnType<Check> {
  const { type = "ClusterIP", clusterIP, ports, externalName } = recordOf(value);
  if (type === "ExternalName") {
    const name = typeof externalName === "string" ? externalName.replace(/\.$/, "") : "";
    if (!dnsSubdomain.is(name))
      yield { at: ["externalName"], expected: "a DNS name, as the type is ExternalName" };
    return;
  }
  if (isEmpty(ports) && clusterIP !== "None")
    yield { at: ["ports"], expected: "a list of at least one port, unless clusterIP is None" };
  if (clusterIP === "None" && (type === "NodePort" || type === "LoadBalancer"))
    yield { at: ["clusterIP"], expected: `an address or left out, as the type is ${type}` };
  if (type === "ClusterIP" || type === "")
    for (const [index, { nodePort }] of itemsOf(ports).entries())
      if (nodePort !== undefined && nodePort !== 0)
        yield { at: ["ports", index, "nodePort"], expected: "left out, as the type is ClusterIP" };
}

function* namedPorts(value: unknown): ReturnType<Check> {
  const ports = itemsOf(recordOf(value).ports);
  if (ports.length < 2) return;
  for (const [index, { name }] of ports.entries())
    if (isEmpty(name))
      yield { at: ["ports", index, "name"], expected: "a name, as there is more than one port" };
}

function portKey(key: "port" | "nodePort") {
  return ({ protocol, [key]: number }: Record<string, unknown>) =>
    typeof number === "number" && number !== 0
      ? `${isEmpty(protocol) ? "TCP" : protocol}/${number}`
      : undefined;
}

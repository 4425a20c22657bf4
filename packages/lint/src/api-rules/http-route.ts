import { dnsLabel, hostname } from "./formats.ts";
import { type Check, isEmpty, itemsOf, length, needs, type Rule, range, recordOf, text } from "./rule.ts";

/**
 * What the CustomResourceDefinition of HTTPRoute asks for (gateway.networking.k8s.io, all versions of v1): where it is
 * at hand, its own schema and rules judge instead.
 */
export const httpRouteRules: readonly Rule[] = [
  ["spec.parentRefs", length(0, 32)],
  ["spec.parentRefs", distinctParents],
  ["spec.parentRefs[]", needs("name")],
  ["spec.parentRefs[].namespace", text(dnsLabel)],
  ["spec.parentRefs[].port", range(1, 65_535)],
  ["spec.hostnames", length(0, 16)],
  ["spec.hostnames[]", text(hostname)],
  ["spec.rules", length(1, 16)],
  ["spec.rules[].backendRefs", length(0, 16)],
  ["spec.rules[].filters", length(0, 16)],
  ["spec.rules[].backendRefs[]", needs("name")],
  ["spec.rules[].backendRefs[]", portOfService],
  ["spec.rules[].backendRefs[].port", range(1, 65_535)],
  ["spec.rules[].backendRefs[].weight", range(0, 1_000_000)],
];

/** Of two references to one gateway, each names another section or port of it. */
function* distinctParents(value: unknown): ReturnType<Check> {
  const seen = new Map<string, Set<string>>();
  for (const [index, parent] of itemsOf(value).entries()) {
    const { group = "gateway.networking.k8s.io", kind = "Gateway", namespace = "", name } = parent;
    const { sectionName = "", port = 0 } = parent;
    const gateway = JSON.stringify([group, kind, namespace, name]);
    const section = JSON.stringify([sectionName, port]);
    const sections = seen.get(gateway) ?? new Set();
    seen.set(gateway, sections);
    const isWhole = (one: string) => one === '["",0]';
    if (sections.has(section))
      yield {
        at: [index],
        expected: "another parent, section or port than those before it",
        received: String(name),
      };
    else if (sections.size > 0 && (isWhole(section) || [...sections].some(isWhole)))
      yield {
        at: [index],
        expected: "with a sectionName in each reference, as there are several to one parent",
        received: String(name),
      };
    sections.add(section);
  }
}

function* portOfService(value: unknown): ReturnType<Check> {
  const { group, kind = "Service", port } = recordOf(value);
  if (isEmpty(group) && kind === "Service" && port === undefined)
    yield { at: ["port"], expected: "a port, as the backend is a Service" };
}

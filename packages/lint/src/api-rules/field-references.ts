import { annotationKey, qualifiedName } from "./formats.ts";
import { type Check, isEmpty, type Rule, recordOf } from "./rule.ts";

const fields = {
  variable: [
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
  ],
  volume: ["metadata.name", "metadata.namespace", "metadata.labels", "metadata.annotations", "metadata.uid"],
} as const;

const resources = ["cpu", "memory", "ephemeral-storage"].flatMap((name) => [
  `limits.${name}`,
  `requests.${name}`,
]);

/** core/validation: validateObjectFieldSelector and validateContainerResourceFieldSelector. */
export function fieldRules(where: keyof typeof fields): Rule[] {
  return [
    ["fieldRef.fieldPath", fieldPath(fields[where])],
    ["resourceFieldRef.resource", resource],
    ...(where === "volume" ? [["resourceFieldRef", containerNamed] as const] : []),
  ];
}

function fieldPath(known: readonly string[]): Check {
  return function* (value) {
    if (typeof value !== "string") return;
    const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(value) ?? [];
    const format = map === "annotations" ? annotationKey : qualifiedName;
    if (key !== undefined ? format.is(key) : known.includes(downwardName(value))) return;
    yield {
      expected: `one of ${[...known, "metadata.labels['<key>']", "metadata.annotations['<key>']"].join(", ")}`,
    };
  };
}

/** The older name of a field, which is still taken. */
const downwardName = (path: string) => (path === "spec.host" ? "spec.nodeName" : path);

function* resource(value: unknown): ReturnType<Check> {
  if (
    typeof value === "string" &&
    !resources.includes(value) &&
    !/^(?:limits|requests)\.hugepages-/.test(value)
  )
    yield { expected: `one of ${resources.join(", ")}` };
}

function* containerNamed(value: unknown): ReturnType<Check> {
  if (isEmpty(recordOf(value).containerName))
    yield { at: ["containerName"], expected: "the name of a container" };
}

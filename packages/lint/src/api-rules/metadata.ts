import { annotationKey, dnsLabel, dnsSubdomain, type Format, labelValue, qualifiedName } from "./formats.ts";
import { type Check, isEmpty, keys, type Rule, recordOf, text } from "./rule.ts";

/** apimachinery: TotalAnnotationSizeLimitB. */
const mostAnnotationBytes = 256 * 1024;

// apimachinery: pkg/apis/meta/v1/validation ValidateLabels, pkg/api/validation ValidateAnnotations.

/** Labels, or what selects by them. */
export const labelRules: readonly Rule[] = [
  ["", keys(qualifiedName)],
  ["*", text(labelValue)],
];

/** What every object's metadata may say, and that of the pods that a workload makes. */
export const templateMetadataRules: readonly Rule[] = [
  ["labels", keys(qualifiedName)],
  ["labels.*", text(labelValue)],
  ["annotations", keys(annotationKey)],
  ["annotations", annotationSize],
];

/** apimachinery: pkg/api/validation ValidateObjectMeta, with the names that the kind may have. */
export function metadataRules(name: Format): Rule[] {
  return [
    ["", named],
    ["metadata.name", text(name, { orEmpty: true })],
    ["metadata.namespace", text(dnsLabel, { orEmpty: true })],
    ["metadata.finalizers[]", text(qualifiedName)],
    ...templateMetadataRules.map(([place, check]): Rule => [`metadata.${place}`, check]),
  ];
}

/** Names of most kinds. */
export const objectName: Format = { ...dnsSubdomain, expected: `a name of ${dnsSubdomain.expected}` };

/** Names of what becomes a label or a part of a host's name. */
export const labelName: Format = { ...dnsLabel, expected: `a name of ${dnsLabel.expected}` };

function* named(value: unknown): ReturnType<Check> {
  const { name, generateName } = recordOf(recordOf(value).metadata);
  if (isEmpty(name) && isEmpty(generateName))
    yield { at: ["metadata", "name"], expected: "a name: write one, as text" };
}

function* annotationSize(value: unknown): ReturnType<Check> {
  const bytes = Object.entries(recordOf(value)).reduce(
    (sum, [key, item]) =>
      sum + Buffer.byteLength(key) + (typeof item === "string" ? Buffer.byteLength(item) : 0),
    0,
  );
  if (bytes > mostAnnotationBytes)
    yield { expected: `at most ${mostAnnotationBytes} bytes in all`, received: `${bytes}` };
}

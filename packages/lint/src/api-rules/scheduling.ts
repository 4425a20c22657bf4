import { dnsLabel, labelValue, qualifiedName } from "./formats.ts";
import { labelRules } from "./metadata.ts";
import {
  below,
  type Check,
  isEmpty,
  needs,
  oneOf,
  type Rule,
  range,
  recordOf,
  text,
  unique,
} from "./rule.ts";
import { operands, selectorRules } from "./selectors.ts";

const weight = range(1, 100);

/** core/validation: ValidateNodeSelectorTerm. */
const nodeTermRules: readonly Rule[] = [
  ["matchExpressions[].key", text(qualifiedName)],
  ["matchExpressions[]", operands(["In", "NotIn"], ["Exists", "DoesNotExist"], ["Gt", "Lt"])],
  ["matchFields[]", operands([], [], ["In", "NotIn"])],
  ["matchFields[].key", oneOf("metadata.name")],
];

/** core/validation: validatePodAffinityTerm. */
const podTermRules: readonly Rule[] = [
  ["", needs("topologyKey")],
  ["topologyKey", text(qualifiedName, { orEmpty: true })],
  ["namespaces[]", text(dnsLabel)],
  ["", labelKeys],
  ...below("labelSelector|namespaceSelector", selectorRules),
];

const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";

/** Where the pods of a pod's spec may run. */
export const schedulingRules: readonly Rule[] = [
  ...below("nodeSelector", labelRules),
  [`affinity.nodeAffinity.${required}`, needs("nodeSelectorTerms")],
  ...below(`affinity.nodeAffinity.${required}.nodeSelectorTerms[]`, nodeTermRules),
  [`affinity.nodeAffinity.${required}.nodeSelectorTerms[].matchExpressions[].values[]`, text(labelValue)],
  [`affinity.nodeAffinity.${preferred}[].weight`, weight],
  ...below(`affinity.nodeAffinity.${preferred}[].preference`, nodeTermRules),
  ...below(`affinity.podAffinity|podAntiAffinity.${required}[]`, podTermRules),
  [`affinity.podAffinity|podAntiAffinity.${preferred}[].weight`, weight],
  ...below(`affinity.podAffinity|podAntiAffinity.${preferred}[].podAffinityTerm`, podTermRules),
  // core/validation: ValidateTolerations.
  ["tolerations[].key", text(qualifiedName, { orEmpty: true })],
  ["tolerations[].operator", oneOf("", "Equal", "Exists", "Lt", "Gt")],
  ["tolerations[].effect", oneOf("", "NoSchedule", "PreferNoSchedule", "NoExecute")],
  ["tolerations[]", toleration],
  // core/validation: validateTopologySpreadConstraints.
  ["topologySpreadConstraints[]", needs("topologyKey")],
  ["topologySpreadConstraints[].maxSkew|minDomains", range(1)],
  ["topologySpreadConstraints[].whenUnsatisfiable", oneOf("DoNotSchedule", "ScheduleAnyway")],
  ["topologySpreadConstraints[].nodeAffinityPolicy|nodeTaintsPolicy", oneOf("Honor", "Ignore")],
  ["topologySpreadConstraints[]", spread],
  ["topologySpreadConstraints[]", labelKeys],
  ["topologySpreadConstraints", unique("topologyKey and whenUnsatisfiable", spreadKey)],
  ...below("topologySpreadConstraints[].labelSelector", selectorRules),
];

function* toleration(value: unknown): ReturnType<Check> {
  const { key, operator, value: wanted, effect, tolerationSeconds } = recordOf(value);
  if (isEmpty(key) && operator !== "Exists")
    yield { at: ["operator"], expected: "Exists, as there is no key: it stands for every taint" };
  if (operator === "Exists" && !isEmpty(wanted))
    yield { at: ["value"], expected: "left out, as Exists compares with none" };
  if ((isEmpty(operator) || operator === "Equal") && typeof wanted === "string" && !labelValue.is(wanted))
    yield { at: ["value"], expected: labelValue.expected };
  if (tolerationSeconds !== undefined && effect !== "NoExecute")
    yield { at: ["effect"], expected: "NoExecute, as tolerationSeconds is set" };
}

function* spread(value: unknown): ReturnType<Check> {
  const { minDomains, whenUnsatisfiable } = recordOf(value);
  if (minDomains !== undefined && whenUnsatisfiable === "ScheduleAnyway")
    yield { at: ["minDomains"], expected: "left out, as whenUnsatisfiable is ScheduleAnyway" };
}

function spreadKey({ topologyKey, whenUnsatisfiable }: Record<string, unknown>): string {
  return JSON.stringify([topologyKey, whenUnsatisfiable]);
}

/** core/validation: validateLabelKeys, and that no key is in the selector too. */
function* labelKeys(value: unknown): ReturnType<Check> {
  const { matchLabelKeys, mismatchLabelKeys, labelSelector } = recordOf(value);
  const { matchLabels, matchExpressions } = recordOf(labelSelector);
  const lists = { matchLabelKeys, mismatchLabelKeys };
  for (const [name, list] of Object.entries(lists)) {
    if (!Array.isArray(list) || list.length === 0) continue;
    if (labelSelector === undefined) yield { at: [name], expected: "left out, as there is no labelSelector" };
    for (const [index, key] of list.entries())
      if (typeof key === "string" && !qualifiedName.is(key))
        yield { at: [name, index], expected: qualifiedName.expected };
  }
  const compared = Array.isArray(matchExpressions) ? matchExpressions.map((item) => recordOf(item).key) : [];
  for (const [index, key] of (Array.isArray(matchLabelKeys) ? matchLabelKeys : []).entries()) {
    if (typeof key !== "string") continue;
    if (Object.hasOwn(recordOf(matchLabels), key) || compared.includes(key))
      yield { at: ["matchLabelKeys", index], expected: "a key that labelSelector does not have" };
    if (Array.isArray(mismatchLabelKeys) && mismatchLabelKeys.includes(key))
      yield { at: ["matchLabelKeys", index], expected: "a key that mismatchLabelKeys does not have" };
  }
}

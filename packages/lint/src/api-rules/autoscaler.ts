import { isRecord } from "@chartmodel/json-schema";
import { dnsLabel, pathSegment } from "./formats.ts";
import { positive } from "./quantity.ts";
import { type Check, isEmpty, needs, oneOf, type Rule, range, recordOf, text } from "./rule.ts";

const sources = ["containerResource", "external", "object", "pods", "resource"];

/** autoscaling/validation: validateHorizontalPodAutoscalerSpec. */
export const autoscalerRules: readonly Rule[] = [
  ["spec.minReplicas", range(0)],
  ["spec.maxReplicas", range(1)],
  ["spec", replicas],
  ["spec.scaleTargetRef", needs("kind", "name")],
  ["spec.scaleTargetRef.kind|name", text(pathSegment, { orEmpty: true })],
  ["spec.metrics[].type", oneOf("ContainerResource", "External", "Object", "Pods", "Resource")],
  ["spec.metrics[]", ofType],
  ["spec.metrics[].containerResource", needs("name", "container")],
  ["spec.metrics[].containerResource.container", text(dnsLabel, { orEmpty: true })],
  ["spec.metrics[].resource", needs("name")],
  ["spec.metrics[].resource|containerResource.target", oneTarget("averageUtilization", "averageValue")],
  ["spec.metrics[].*.target.averageUtilization", range(1)],
  ["spec.metrics[].*.target.averageValue|value", positive],
  ["spec.behavior.scaleUp|scaleDown.stabilizationWindowSeconds", range(0, 3600)],
  ["spec.behavior.scaleUp|scaleDown.selectPolicy", oneOf("Max", "Min", "Disabled")],
  ["spec.behavior.scaleUp|scaleDown.policies[].type", oneOf("Pods", "Percent")],
  ["spec.behavior.scaleUp|scaleDown.policies[].value", range(1)],
  ["spec.behavior.scaleUp|scaleDown.policies[].periodSeconds", range(1, 1800)],
  ["spec.behavior.scaleUp|scaleDown.policies", somePolicy],
];

function* replicas(value: unknown): ReturnType<Check> {
  const { minReplicas, maxReplicas, metrics } = recordOf(value);
  if (typeof minReplicas !== "number") return;
  if (typeof maxReplicas === "number" && maxReplicas < minReplicas)
    yield { at: ["maxReplicas"], expected: `at least minReplicas (${minReplicas})` };
  const scalesToZero = (Array.isArray(metrics) ? metrics : []).some((metric) =>
    ["Object", "External"].includes(String(recordOf(metric).type)),
  );
  if (minReplicas === 0 && !scalesToZero)
    yield { at: ["minReplicas"], expected: "at least 1, as no metric is of the type Object or External" };
}

function* ofType(value: unknown): ReturnType<Check> {
  const metric = recordOf(value);
  const { type } = metric;
  if (typeof type !== "string") return;
  const wanted = type.charAt(0).toLowerCase() + type.slice(1);
  if (!sources.includes(wanted)) return;
  const used = sources.filter((key) => isRecord(metric[key]));
  if (used.length !== 1 || used[0] !== wanted)
    yield {
      expected: `what has ${wanted} alone, as its type is ${type}`,
      received: used.join(", ") || "none",
    };
}

function oneTarget(first: string, second: string): Check {
  return function* (value) {
    if (!isRecord(value)) return;
    if (isEmpty(value[first]) === isEmpty(value[second]))
      yield { expected: `what has either ${first} or ${second}` };
  };
}

/** A list that is not there stands for the default. */
function* somePolicy(value: unknown): ReturnType<Check> {
  if (isEmpty(value)) yield { expected: "a list of at least one policy" };
}

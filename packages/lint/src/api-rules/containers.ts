import { isRecord } from "@chartmodel/json-schema";
import { fieldRules } from "./field-references.ts";
import { dataKey, dnsLabel, dnsSubdomain, portName, relativePath, variableName } from "./formats.ts";
import { imageReference } from "./image-reference.ts";
import { probeAndHookRules } from "./probes.ts";
import { resourceRules } from "./resources.ts";
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
import { securityRules } from "./security.ts";

/** core/validation: validateContainerCommon. */
const containerRules: readonly Rule[] = [
  ["", needs("name", "image")],
  ["name", text(dnsLabel, { orEmpty: true })],
  ["image", text(imageReference, { orEmpty: true })],
  ["imagePullPolicy", oneOf("", "Always", "IfNotPresent", "Never")],
  ["terminationMessagePolicy", oneOf("", "File", "FallbackToLogsOnError")],
  ["ports[]", needs("containerPort")],
  ["ports[].name", text(portName, { orEmpty: true })],
  ["ports[].containerPort", range(1, 65_535)],
  ["ports[].hostPort", range(0, 65_535)],
  ["ports[].protocol", oneOf("", "TCP", "UDP", "SCTP")],
  ["ports", unique("name", ({ name }) => (typeof name === "string" && name !== "" ? name : undefined))],
  ["env[]", needs("name")],
  ["env[].name", text(variableName, { orEmpty: true })],
  ["env[]", oneOrigin],
  ...below("env[].valueFrom", fieldRules("variable")),
  ["env[].valueFrom.configMapKeyRef|secretKeyRef", needs("name", "key")],
  ["env[].valueFrom.configMapKeyRef|secretKeyRef.name", text(dnsSubdomain, { orEmpty: true })],
  ["env[].valueFrom.configMapKeyRef|secretKeyRef.key", text(dataKey, { orEmpty: true })],
  ["envFrom[]", oneMap],
  ["envFrom[].prefix", text(variableName, { orEmpty: true })],
  ["envFrom[].configMapRef|secretRef", needs("name")],
  ["envFrom[].configMapRef|secretRef.name", text(dnsSubdomain, { orEmpty: true })],
  ["volumeMounts[]", needs("name", "mountPath")],
  [
    "volumeMounts",
    unique("mountPath", ({ mountPath }) => (typeof mountPath === "string" ? mountPath : undefined)),
  ],
  ["volumeMounts[].subPath|subPathExpr", text(relativePath)],
  ["volumeMounts[].mountPropagation", oneOf("None", "HostToContainer", "Bidirectional")],
  ["volumeMounts[].recursiveReadOnly", oneOf("Disabled", "IfPossible", "Enabled")],
  ["volumeMounts[]", mount],
  ["", bidirectional],
  ...resourceRules,
  ...securityRules,
];

/** core/validation: validateContainers. */
export const mainContainerRules: readonly Rule[] = [...containerRules, ...probeAndHookRules];

const noSidecar = "left out, as the container ends: only one with restartPolicy Always has it";

/** core/validation: validateInitContainers. */
export const initContainerRules: readonly Rule[] = [
  ...containerRules,
  ["", ofSidecars],
  ...probeAndHookRules,
];

function* ofSidecars(value: unknown): ReturnType<Check> {
  const container = recordOf(value);
  if (container.restartPolicy === "Always") return;
  for (const key of ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"])
    if (isRecord(container[key])) yield { at: [key], expected: noSidecar };
}

const origins = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

function* oneOrigin(value: unknown): ReturnType<Check> {
  const { value: own, valueFrom } = recordOf(value);
  if (!isRecord(valueFrom)) return;
  const used = origins.filter((key) => isRecord(valueFrom[key]));
  if (used.length !== 1)
    yield {
      at: ["valueFrom"],
      expected: `what has one of ${origins.slice(0, 4).join(", ")}`,
      received: used.length === 0 ? "none of them" : used.join(", "),
    };
  else if (!isEmpty(own))
    yield { at: ["valueFrom"], expected: "left out, as the variable has a value", received: used.join(", ") };
}

function* oneMap(value: unknown): ReturnType<Check> {
  const used = ["configMapRef", "secretRef"].filter((key) => isRecord(recordOf(value)[key]));
  if (used.length !== 1)
    yield {
      expected: "what has one of configMapRef, secretRef",
      received: used.join(", ") || "none of them",
    };
}

function* mount(value: unknown): ReturnType<Check> {
  const { subPath, subPathExpr, recursiveReadOnly, readOnly, mountPropagation } = recordOf(value);
  if (!isEmpty(subPath) && !isEmpty(subPathExpr))
    yield { at: ["subPathExpr"], expected: "left out, as there is a subPath" };
  if (recursiveReadOnly !== "Enabled" && recursiveReadOnly !== "IfPossible") return;
  if (readOnly !== true) yield { at: ["recursiveReadOnly"], expected: "left out, as readOnly is not true" };
  if (mountPropagation !== undefined && mountPropagation !== "None")
    yield { at: ["recursiveReadOnly"], expected: `left out, as mountPropagation is ${mountPropagation}` };
}

function* bidirectional(value: unknown): ReturnType<Check> {
  const { volumeMounts, securityContext } = recordOf(value);
  if (recordOf(securityContext).privileged === true || !Array.isArray(volumeMounts)) return;
  for (const [index, item] of volumeMounts.entries())
    if (recordOf(item).mountPropagation === "Bidirectional")
      yield {
        at: ["volumeMounts", index, "mountPropagation"],
        expected: "None or HostToContainer, as the container is not privileged",
      };
}

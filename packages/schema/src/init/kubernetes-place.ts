import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import { allDefinitions, definitionNames, type KubernetesTypes } from "@chartmodel/kubernetes";
import type { YamlPlace } from "@chartmodel/lint";

type KubernetesName = keyof KubernetesTypes;

// Once: reading them takes longer than all else that is asked of a big chart's values.
const definitions = allDefinitions();

const names = new Map(Object.entries(definitionNames).map(([name, definition]) => [definition, name]));

/** What stands below `spec`, by the kind of the object. */
const specs: Readonly<Record<string, KubernetesName>> = {
  Deployment: "DeploymentSpec",
  StatefulSet: "StatefulSetSpec",
  Job: "JobSpec",
  CronJob: "CronJobSpec",
  Pod: "PodSpec",
  Service: "ServiceSpec",
  Ingress: "IngressSpec",
  HorizontalPodAutoscaler: "HorizontalPodAutoscalerSpec",
  PodDisruptionBudget: "PodDisruptionBudgetSpec",
  NetworkPolicy: "NetworkPolicySpec",
  PersistentVolumeClaim: "PersistentVolumeClaimSpec",
};

/** What stands beside `metadata`, by the kind of the object. */
const tops: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> = {
  ServiceAccount: {
    imagePullSecrets: listOf("LocalObjectReference"),
    automountServiceAccountToken: { type: "boolean" },
  },
  Role: { rules: listOf("PolicyRule") },
  ClusterRole: { rules: listOf("PolicyRule") },
  RoleBinding: { subjects: listOf("Subject") },
  ClusterRoleBinding: { subjects: listOf("Subject") },
};

/** Where a named template may be: what its first key belongs to. */
const fragments: readonly KubernetesName[] = [
  "PodSpec",
  "Container",
  "PodTemplateSpec",
  "DeploymentSpec",
  "ServiceSpec",
];

const strings: JsonSchema = { type: "object", additionalProperties: { type: "string" } };

/** What Kubernetes takes at a place of a manifest; `undefined` where that cannot be told. */
export function schemaAtPlace({ kind, keys }: YamlPlace): JsonSchema | undefined {
  const [first, ...rest] = keys;
  if (first === undefined) return undefined;
  const ofMetadata = metadata(keys);
  if (ofMetadata) return ofMetadata;
  const top = kind === undefined ? undefined : tops[kind]?.[first];
  if (top) return walk(top, rest);
  const spec = kind === undefined ? undefined : specs[kind];
  if (spec !== undefined) return first === "spec" ? walk(definitionOf(spec), rest) : undefined;
  // A DaemonSet has the pods of a Deployment and not its other fields; neither may one whose kind is not known.
  if (first === "spec" && rest[0] === "template" && (kind === "DaemonSet" || kind === undefined))
    return walk(definitionOf("DeploymentSpec"), rest);
  if (kind !== undefined) return undefined;
  const found = fragments.flatMap((fragment) => walk(definitionOf(fragment), keys) ?? []);
  const [only, ...others] = found;
  const text = JSON.stringify(only);
  return others.every((other) => JSON.stringify(other) === text) ? only : undefined;
}

/** The name under which the library has what a schema refers to. */
export function kubernetesName({ $ref }: JsonSchema): KubernetesName | undefined {
  if ($ref === undefined) return undefined;
  const [, definition = ""] = /\/(io\.k8s\.[\w.-]+)$/.exec($ref) ?? [];
  return names.get(definition) as KubernetesName | undefined;
}

function metadata(keys: readonly string[]): JsonSchema | undefined {
  const [above, last] = keys.slice(-2);
  if (above === "metadata" && (last === "annotations" || last === "labels")) return strings;
  return above === "selector" && last === "matchLabels" ? strings : undefined;
}

function listOf(name: KubernetesName): JsonSchema {
  return { type: "array", items: { $ref: `#/definitions/${definitionNames[name]}` } };
}

function definitionOf(name: KubernetesName): JsonSchema {
  return resolved({ $ref: `#/definitions/${definitionNames[name]}` });
}

function walk(schema: JsonSchema, [step, ...rest]: readonly string[]): JsonSchema | undefined {
  if (step === undefined) return schema;
  const { properties, items, additionalProperties } = resolved(schema);
  const next =
    step === "[]"
      ? items
      : properties && Object.hasOwn(properties, step)
        ? properties[step]
        : additionalProperties;
  return isRecord(next) ? walk(next as JsonSchema, rest) : undefined;
}

function resolved(schema: JsonSchema): JsonSchema {
  const { $ref } = schema;
  if ($ref === undefined) return schema;
  return definitions[$ref.replace("#/definitions/", "")] ?? schema;
}

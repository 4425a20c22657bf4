import { autoscalerRules } from "./autoscaler.ts";
import { claimSpecRules } from "./claims.ts";
import { configMapRules, secretRules } from "./config-data.ts";
import { disruptionBudgetRules } from "./disruption-budget.ts";
import { type Format, pathSegment } from "./formats.ts";
import { httpRouteRules } from "./http-route.ts";
import { ingressRules } from "./ingress.ts";
import { labelName, metadataRules, objectName } from "./metadata.ts";
import { networkPolicyRules } from "./network-policy.ts";
import { podSpecRules } from "./pod.ts";
import { below, type Rule } from "./rule.ts";
import { serviceRules } from "./service.ts";
import {
  cronJobRules,
  daemonSetRules,
  deploymentRules,
  jobRules,
  podTemplateRules,
  replicaSetRules,
  statefulSetRules,
} from "./workloads.ts";

/** batch/validation: a CronJob's name has room for the eleven characters that its jobs' names add. */
const cronJobName: Format = {
  is: (text) => text.length <= 52 && objectName.is(text),
  expected: objectName.expected.replace("253", "52"),
};

/** Of each kind, which names it may have, and its rules beside those of all objects. */
const kinds: Readonly<Record<string, readonly [name: Format, rules: readonly Rule[]]>> = {
  "v1/ConfigMap": [objectName, configMapRules],
  "v1/Secret": [objectName, secretRules],
  "v1/Namespace": [labelName, []],
  "v1/Pod": [objectName, below("spec", podSpecRules)],
  "v1/PodTemplate": [objectName, below("template", podTemplateRules)],
  // From Kubernetes 1.34 on, as a feature, the first character may be a digit too.
  "v1/Service": [labelName, serviceRules],
  "v1/ServiceAccount": [objectName, []],
  "v1/PersistentVolumeClaim": [objectName, below("spec", claimSpecRules)],
  "v1/PersistentVolume": [objectName, []],
  "v1/LimitRange": [objectName, []],
  "v1/ResourceQuota": [objectName, []],
  "apps/v1/Deployment": [objectName, deploymentRules],
  "apps/v1/StatefulSet": [labelName, statefulSetRules],
  "apps/v1/DaemonSet": [objectName, daemonSetRules],
  "apps/v1/ReplicaSet": [objectName, replicaSetRules],
  "batch/v1/Job": [objectName, jobRules],
  "batch/v1/CronJob": [cronJobName, cronJobRules],
  "autoscaling/v2/HorizontalPodAutoscaler": [objectName, autoscalerRules],
  "policy/v1/PodDisruptionBudget": [objectName, disruptionBudgetRules],
  "networking.k8s.io/v1/Ingress": [objectName, ingressRules],
  "networking.k8s.io/v1/IngressClass": [objectName, []],
  "networking.k8s.io/v1/NetworkPolicy": [objectName, networkPolicyRules],
  "rbac.authorization.k8s.io/v1/Role": [pathSegment, []],
  "rbac.authorization.k8s.io/v1/ClusterRole": [pathSegment, []],
  "rbac.authorization.k8s.io/v1/RoleBinding": [pathSegment, []],
  "rbac.authorization.k8s.io/v1/ClusterRoleBinding": [pathSegment, []],
  "scheduling.k8s.io/v1/PriorityClass": [objectName, []],
  "storage.k8s.io/v1/StorageClass": [objectName, []],
  "gateway.networking.k8s.io/v1/HTTPRoute": [objectName, httpRouteRules],
  "gateway.networking.k8s.io/v1beta1/HTTPRoute": [objectName, httpRouteRules],
};

const known = new Map<string, readonly Rule[]>();

/** The rules of a kind; none of one that is not known, for it may have others. */
export function rulesOfKind(apiVersion: string, kind: string): readonly Rule[] {
  const key = `${apiVersion}/${kind}`;
  const entry = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  if (entry && !known.has(key)) known.set(key, [...metadataRules(entry[0]), ...entry[1]]);
  return known.get(key) ?? [];
}

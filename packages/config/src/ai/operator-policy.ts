import type { Environment } from "../environment.ts";
import { account } from "./accounts.ts";

const admission = "admissionregistration.k8s.io/v1";
const restartedAt = "kubectl.kubernetes.io/restartedAt";

/** Equal but for what `kubectl scale` and `kubectl rollout restart` change. */
const onlyScaledOrRestarted = [
  "object.spec.selector == oldObject.spec.selector",
  "object.spec.template.spec == oldObject.spec.template.spec",
  sameMap("metadata.labels"),
  sameMap("metadata.annotations"),
  sameMap("spec.template.metadata.labels"),
  sameMap("spec.template.metadata.annotations", restartedAt),
  ...[
    "metadata.finalizers",
    "metadata.ownerReferences",
    "spec.strategy",
    "spec.minReadySeconds",
    "spec.revisionHistoryLimit",
    "spec.paused",
    "spec.progressDeadlineSeconds",
  ].map(sameOptional),
];

/**
 * Holds the operator to scaling and restarting: RBAC can let it patch a deployment or not, and a patch could as well
 * change the image. The API server itself judges, from Kubernetes 1.30.
 */
export function operatorPolicy(environment: Environment): object[] {
  const { name: operator, namespace } = account(environment, "operator");
  const name = `${operator}-${namespace}`;
  return [
    {
      apiVersion: admission,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name },
      spec: {
        failurePolicy: "Fail",
        matchConstraints: {
          resourceRules: [
            { apiGroups: ["apps"], apiVersions: ["v1"], operations: ["UPDATE"], resources: ["deployments"] },
          ],
        },
        matchConditions: [
          {
            name: "operator",
            expression: `request.userInfo.username == "system:serviceaccount:${namespace}:${operator}"`,
          },
        ],
        validations: onlyScaledOrRestarted.map((expression) => ({
          expression,
          message: "the operator may scale and restart, and nothing else",
        })),
      },
    },
    {
      apiVersion: admission,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name },
      spec: { policyName: name, validationActions: ["Deny"] },
    },
  ];
}

function sameOptional(path: string): string {
  return `has(object.${path}) == has(oldObject.${path}) && (!has(object.${path}) || object.${path} == oldObject.${path})`;
}

/** Whether a map of texts that may be missing has the same entries, but for one key. */
function sameMap(path: string, except = ""): string {
  const within = (a: string, b: string) =>
    `(!has(${a}.${path}) || ${a}.${path}.all(key, key == "${except}" || (has(${b}.${path}) && key in ${b}.${path} && ${b}.${path}[key] == ${a}.${path}[key])))`;
  return `${within("object", "oldObject")} && ${within("oldObject", "object")}`;
}

import { claimSpecRules } from "./claims.ts";
import { dnsLabel } from "./formats.ts";
import { templateMetadataRules } from "./metadata.ts";
import { podSpecRules } from "./pod.ts";
import { below, type Check, oneOf, type Rule, range, recordOf, text } from "./rule.ts";
import { selectorRules } from "./selectors.ts";

/** core/validation: ValidatePodTemplateSpec. */
export const podTemplateRules: readonly Rule[] = [
  ...below("metadata", templateMetadataRules),
  ...below("spec", podSpecRules),
];

/** apps/validation: what all that keep pods running have. */
const keeperRules: readonly Rule[] = [
  ["spec.replicas|minReadySeconds|revisionHistoryLimit", range(0)],
  ...below("spec.selector", selectorRules),
  ["spec.selector", notEmpty],
  ...below("spec.template", podTemplateRules),
  ["spec.template.spec.restartPolicy", oneOf("", "Always")],
];

/** apps/validation: ValidateDeploymentSpec. */
export const deploymentRules: readonly Rule[] = [
  ...keeperRules,
  ["spec.strategy", rolling],
  ["spec.strategy.type", oneOf("", "RollingUpdate", "Recreate")],
];

/** apps/validation: ValidateReplicaSetSpec. */
export const replicaSetRules = keeperRules;

/** apps/validation: ValidateDaemonSetSpec. */
export const daemonSetRules: readonly Rule[] = [
  ...keeperRules,
  ["spec.updateStrategy.type", oneOf("", "RollingUpdate", "OnDelete")],
];

/** apps/validation: ValidateStatefulSetSpec. */
export const statefulSetRules: readonly Rule[] = [
  ...keeperRules,
  ["spec.serviceName", text(dnsLabel, { orEmpty: true })],
  ["spec.podManagementPolicy", oneOf("", "OrderedReady", "Parallel")],
  ["spec.updateStrategy.type", oneOf("", "RollingUpdate", "OnDelete")],
  ...below("spec.volumeClaimTemplates[].spec", claimSpecRules),
];

/** batch/validation: validateJobSpec. */
const jobSpecRules: readonly Rule[] = [
  ["parallelism|completions|activeDeadlineSeconds|backoffLimit|ttlSecondsAfterFinished", range(0)],
  ...below("template", podTemplateRules),
  ["template.spec", ends],
];

export const jobRules = below("spec", jobSpecRules);

/** batch/validation: validateCronJobSpec. */
export const cronJobRules: readonly Rule[] = [
  ["spec.startingDeadlineSeconds|successfulJobsHistoryLimit|failedJobsHistoryLimit", range(0)],
  ["spec.concurrencyPolicy", oneOf("", "Allow", "Forbid", "Replace")],
  ...below("spec.jobTemplate.metadata", templateMetadataRules),
  ...below("spec.jobTemplate.spec", jobSpecRules),
];

function* notEmpty(value: unknown): ReturnType<Check> {
  const { matchLabels, matchExpressions } = recordOf(value);
  const count =
    Object.keys(recordOf(matchLabels)).length +
    (Array.isArray(matchExpressions) ? matchExpressions.length : 0);
  if (count === 0) yield { expected: "a selector of some label: an empty one would select every pod" };
}

function* rolling(value: unknown): ReturnType<Check> {
  const { type, rollingUpdate } = recordOf(value);
  const { maxSurge, maxUnavailable } = recordOf(rollingUpdate);
  if (type === "Recreate" && rollingUpdate !== undefined)
    yield { at: ["rollingUpdate"], expected: "left out, as the type is Recreate" };
  else if (isZero(maxSurge) && isZero(maxUnavailable))
    yield { at: ["rollingUpdate", "maxUnavailable"], expected: "above zero, as maxSurge is zero" };
}

const isZero = (value: unknown) => value === 0 || value === "0%";

function* ends(value: unknown): ReturnType<Check> {
  const { restartPolicy } = recordOf(value);
  if (restartPolicy !== "OnFailure" && restartPolicy !== "Never")
    yield { at: ["restartPolicy"], expected: "OnFailure or Never, as a job ends" };
}

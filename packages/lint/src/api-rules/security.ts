import { relativePath, sysctlName } from "./formats.ts";
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

/** Numbers of users and groups. */
const id = range(0, 2 ** 31 - 1);

/** core/validation: validateSeccompProfileField and ValidateAppArmorProfileField. */
const profileRules: readonly Rule[] = [
  ["runAsUser|runAsGroup", id],
  ["seccompProfile|appArmorProfile", needs("type")],
  ["seccompProfile|appArmorProfile.type", oneOf("Localhost", "RuntimeDefault", "Unconfined")],
  ["seccompProfile|appArmorProfile", localhostProfile],
  ["seccompProfile.localhostProfile", text(relativePath)],
];

/** core/validation: validatePodSpecSecurityContext. */
export const podSecurityRules: readonly Rule[] = [
  ...below("securityContext", profileRules),
  ["securityContext.fsGroup", id],
  ["securityContext.supplementalGroups[]", id],
  ["securityContext.fsGroupChangePolicy", oneOf("OnRootMismatch", "Always")],
  ["securityContext.supplementalGroupsPolicy", oneOf("Merge", "Strict")],
  ["securityContext.sysctls[].name", text(sysctlName)],
  ["securityContext.sysctls", unique("name", ({ name }) => (typeof name === "string" ? name : undefined))],
  ["", oneProcessNamespace],
];

/** core/validation: ValidateSecurityContext, of a container. */
export const securityRules: readonly Rule[] = [
  ...below("securityContext", profileRules),
  ["securityContext.procMount", oneOf("Default", "Unmasked")],
  ["securityContext", escalation],
];

function* localhostProfile(value: unknown): ReturnType<Check> {
  const { type, localhostProfile: profile } = recordOf(value);
  const at = ["localhostProfile"];
  if (type === "Localhost" && isEmpty(profile)) yield { at, expected: "a path, as the type is Localhost" };
  else if (typeof type === "string" && type !== "Localhost" && profile !== undefined)
    yield { at, expected: `left out, as the type is ${type}` };
}

function* oneProcessNamespace(value: unknown): ReturnType<Check> {
  const { hostPID, shareProcessNamespace } = recordOf(value);
  if (hostPID === true && shareProcessNamespace === true)
    yield { at: ["shareProcessNamespace"], expected: "false or left out, as hostPID is true" };
}

function* escalation(value: unknown): ReturnType<Check> {
  const { allowPrivilegeEscalation, privileged, capabilities } = recordOf(value);
  const { add } = recordOf(capabilities);
  if (allowPrivilegeEscalation !== false) return;
  const at = ["allowPrivilegeEscalation"];
  if (privileged === true) yield { at, expected: "true or left out, as privileged is true" };
  if (Array.isArray(add) && add.includes("CAP_SYS_ADMIN"))
    yield { at, expected: "true or left out, as capabilities.add has CAP_SYS_ADMIN" };
}

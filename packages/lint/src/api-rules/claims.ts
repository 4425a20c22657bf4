import { dnsSubdomain } from "./formats.ts";
import { positive } from "./quantity.ts";
import { below, type Check, needs, oneOf, type Rule, recordOf, text } from "./rule.ts";
import { selectorRules } from "./selectors.ts";

/** core/validation: ValidatePersistentVolumeClaimSpec. */
export const claimSpecRules: readonly Rule[] = [
  ["", needs("accessModes")],
  ["accessModes[]", oneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod")],
  ["accessModes", podAlone],
  ["", storageAsked],
  ["resources.requests.storage", positive],
  ["storageClassName", text(dnsSubdomain, { orEmpty: true })],
  ["volumeMode", oneOf("Block", "Filesystem")],
  ...below("selector", selectorRules),
];

function* storageAsked(value: unknown): ReturnType<Check> {
  if (recordOf(recordOf(recordOf(value).resources).requests).storage === undefined)
    yield { at: ["resources", "requests", "storage"], expected: "a size: Kubernetes requires it" };
}

function* podAlone(value: unknown): ReturnType<Check> {
  if (Array.isArray(value) && value.length > 1 && value.includes("ReadWriteOncePod"))
    yield { expected: "ReadWriteOncePod alone, or other modes" };
}

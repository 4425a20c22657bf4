import { isRecord } from "@chartmodel/json-schema";
import { claimSpecRules } from "./claims.ts";
import { fieldRules } from "./field-references.ts";
import { dnsLabel, driverName, pathWithoutBackstep, volumePath } from "./formats.ts";
import { templateMetadataRules } from "./metadata.ts";
import { notNegative } from "./quantity.ts";
import { below, type Check, needs, oneOf, type Rule, range, recordOf, text, unique } from "./rule.ts";

/** Rights of a file: at most 0777. */
const mode = range(0, 0o777);

const keyToPath: readonly Rule[] = [
  ["", needs("key", "path")],
  ["path", text(volumePath)],
  ["mode", mode],
];

const downwardFile: readonly Rule[] = [
  ["", needs("path")],
  ["", oneReference],
  ["path", text(volumePath)],
  ["mode", mode],
  ...fieldRules("volume"),
];

/** core/validation: ValidateVolumes and validateVolumeSource, of a pod's spec. */
export const volumeRules: readonly Rule[] = [
  ["volumes", unique("name", ({ name }) => (typeof name === "string" && name !== "" ? name : undefined))],
  ["volumes[]", needs("name")],
  ["volumes[]", oneSource],
  ["volumes[].name", text(dnsLabel, { orEmpty: true })],
  ["volumes[].emptyDir.sizeLimit", notNegative],
  ["volumes[].hostPath", needs("path")],
  ["volumes[].hostPath.path", text(pathWithoutBackstep)],
  [
    "volumes[].hostPath.type",
    oneOf(
      "",
      "DirectoryOrCreate",
      "Directory",
      "FileOrCreate",
      "File",
      "Socket",
      "CharDevice",
      "BlockDevice",
    ),
  ],
  ["volumes[].secret", needs("secretName")],
  ["volumes[].configMap", needs("name")],
  ["volumes[].persistentVolumeClaim", needs("claimName")],
  ["volumes[].nfs", needs("server", "path")],
  ["volumes[].csi", needs("driver")],
  ["volumes[].csi.driver", text(driverName, { orEmpty: true })],
  ["volumes[].csi.nodePublishSecretRef", needs("name")],
  ["volumes[].secret|configMap|projected|downwardAPI.defaultMode", mode],
  ...below("volumes[].secret|configMap.items[]", keyToPath),
  ...below("volumes[].downwardAPI.items[]", downwardFile),
  ["volumes[].projected.sources[]", oneSourceAtMost],
  ["volumes[].projected.sources[].secret|configMap", needs("name")],
  ...below("volumes[].projected.sources[].secret|configMap.items[]", keyToPath),
  ...below("volumes[].projected.sources[].downwardAPI.items[]", downwardFile),
  ["volumes[].projected.sources[].serviceAccountToken", needs("path")],
  ["volumes[].projected.sources[].serviceAccountToken.path", text(volumePath)],
  ["volumes[].projected.sources[].serviceAccountToken.expirationSeconds", range(600, 2 ** 32)],
  ["volumes[].ephemeral", needs("volumeClaimTemplate")],
  ...below("volumes[].ephemeral.volumeClaimTemplate.metadata", templateMetadataRules),
  ...below("volumes[].ephemeral.volumeClaimTemplate.spec", claimSpecRules),
];

function* oneSource(value: unknown): ReturnType<Check> {
  const sources = Object.keys(recordOf(value)).filter((key) => key !== "name");
  // One without any is an emptyDir, as in the first versions.
  if (sources.length > 1) yield { at: [], expected: "one kind of volume", received: sources.join(", ") };
}

function* oneSourceAtMost(value: unknown): ReturnType<Check> {
  const sources = Object.keys(recordOf(value));
  if (sources.length > 1) yield { expected: "one kind of source", received: sources.join(", ") };
}

function* oneReference(value: unknown): ReturnType<Check> {
  const { fieldRef, resourceFieldRef } = recordOf(value);
  if (isRecord(fieldRef) === isRecord(resourceFieldRef))
    yield { expected: "what has either fieldRef or resourceFieldRef" };
}

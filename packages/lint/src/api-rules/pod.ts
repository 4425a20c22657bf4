import { initContainerRules, mainContainerRules } from "./containers.ts";
import { dnsLabel, dnsSubdomain, qualifiedName } from "./formats.ts";
import { claimedResources } from "./resources.ts";
import {
  below,
  type Check,
  itemsOf,
  needs,
  oneOf,
  type Rule,
  range,
  recordOf,
  text,
  unique,
} from "./rule.ts";
import { schedulingRules } from "./scheduling.ts";
import { podSecurityRules } from "./security.ts";
import { volumeRules } from "./volumes.ts";

/** core/validation: ValidatePodSpec. */
export const podSpecRules: readonly Rule[] = [
  ["", needs("containers")],
  ["containers", unique("name", nameOf)],
  ["", namesOfBoth],
  ...below("containers[]", mainContainerRules),
  ...below("initContainers[]", initContainerRules),
  ...volumeRules,
  ["", mountedVolumes],
  ["", claimedResources],
  ...schedulingRules,
  ...podSecurityRules,
  ["", sleepWithinGrace],
  ["", hostPorts],
  ["restartPolicy", oneOf("", "Always", "OnFailure", "Never")],
  ["dnsPolicy", oneOf("", "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")],
  ["preemptionPolicy", oneOf("PreemptLowerPriority", "Never")],
  ["serviceAccountName|priorityClassName|nodeName", text(dnsSubdomain, { orEmpty: true })],
  ["runtimeClassName", text(dnsSubdomain)],
  ["hostname|subdomain", text(dnsLabel, { orEmpty: true })],
  ["activeDeadlineSeconds", range(1, 2 ** 31 - 1)],
  ["readinessGates[].conditionType", text(qualifiedName)],
  ["hostAliases[].hostnames[]", text(dnsSubdomain)],
];

function nameOf({ name }: Record<string, unknown>): string | undefined {
  return typeof name === "string" && name !== "" ? name : undefined;
}

function* namesOfBoth(value: unknown): ReturnType<Check> {
  const { containers, initContainers } = recordOf(value);
  const seen = new Set(itemsOf(containers).map(nameOf));
  for (const [index, container] of itemsOf(initContainers).entries()) {
    const name = nameOf(container);
    if (name !== undefined && seen.has(name))
      yield {
        at: ["initContainers", index, "name"],
        expected: "another name than the other containers have",
      };
    seen.add(name);
  }
}

/** core/validation: ValidateVolumeMounts. A StatefulSet's pods also have the volumes that it claims. */
function* mountedVolumes(
  value: unknown,
  { kind, spec }: Readonly<Record<string, unknown>>,
): ReturnType<Check> {
  const pod = recordOf(value);
  const claimed =
    kind === "StatefulSet"
      ? itemsOf(recordOf(spec).volumeClaimTemplates).map(({ metadata }) => recordOf(metadata).name)
      : [];
  const known = [...itemsOf(pod.volumes).map(({ name }) => name), ...claimed];
  for (const list of ["initContainers", "containers"])
    for (const [index, container] of itemsOf(pod[list]).entries())
      for (const mounts of ["volumeMounts", "volumeDevices"])
        for (const [at, { name }] of itemsOf(container[mounts]).entries())
          if (typeof name === "string" && name !== "" && !known.includes(name))
            yield {
              at: [list, index, mounts, at, "name"],
              expected:
                known.length === 0
                  ? "a volume, but the pod has none"
                  : `one of the volumes ${known.join(", ")}`,
            };
}

/** Kubernetes' default of `terminationGracePeriodSeconds`. */
const usualGrace = 30;

/** core/validation: validateSleepAction. */
function* sleepWithinGrace(value: unknown): ReturnType<Check> {
  const pod = recordOf(value);
  const grace = pod.terminationGracePeriodSeconds ?? usualGrace;
  if (typeof grace !== "number") return;
  for (const list of ["initContainers", "containers"])
    for (const [index, { lifecycle }] of itemsOf(pod[list]).entries())
      for (const hook of ["postStart", "preStop"]) {
        const { seconds } = recordOf(recordOf(recordOf(lifecycle)[hook]).sleep);
        if (typeof seconds === "number" && seconds > grace)
          yield {
            at: [list, index, "lifecycle", hook, "sleep", "seconds"],
            expected: `at most terminationGracePeriodSeconds (${grace})`,
          };
      }
}

/** core/validation: validatePodHostNetworkDeps and checkHostPortConflicts. */
function* hostPorts(value: unknown): ReturnType<Check> {
  const { containers, hostNetwork } = recordOf(value);
  const seen = new Set<string>();
  for (const [index, { ports }] of itemsOf(containers).entries())
    for (const [at, { hostPort, containerPort, protocol = "TCP", hostIP = "" }] of itemsOf(ports).entries()) {
      if (typeof hostPort !== "number" || hostPort === 0) continue;
      const place = ["containers", index, "ports", at, "hostPort"];
      if (hostNetwork === true && hostPort !== containerPort)
        yield { at: place, expected: `the containerPort (${containerPort}), as hostNetwork is true` };
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (seen.has(key)) yield { at: place, expected: "another port than the other containers have" };
      seen.add(key);
    }
}

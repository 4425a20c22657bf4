import { didYouMean, isRecord } from "@chartmodel/json-schema";
import type { ManifestIssueCode, SourcedFinding } from "../issue/manifest-issue.ts";
import { type Manifest, manifestTitle } from "../manifest/manifest.ts";
import { type Workload, workloadOf } from "../manifest/workload.ts";

/** Checks what the manifests of one release say of one another. Only what the release itself makes is looked at. */
export function checkReferences(manifests: readonly Manifest[]): SourcedFinding[] {
  const workloads = manifests.flatMap((manifest) => workloadOf(manifest) ?? []);
  return [
    ...duplicates(manifests),
    ...workloads.flatMap(selectorFault),
    ...workloads.flatMap(probePortFaults),
    ...workloads.flatMap((workload) => keyFaults(workload, manifests)),
    ...manifests.flatMap((manifest) => serviceFaults(manifest, workloads)),
    ...manifests.flatMap((manifest) => ingressFaults(manifest, manifests)),
  ];
}

function finding(
  manifest: Manifest,
  code: ManifestIssueCode,
  path: string,
  expected: string,
  received: string,
) {
  const title = manifestTitle(manifest);
  const message = `${title}: ${path} must be ${expected}, found ${received}`;
  return { source: manifest.source, manifest: title, code, path, expected, received, message };
}

function duplicates(manifests: readonly Manifest[]): SourcedFinding[] {
  const first = new Map<string, Manifest>();
  return manifests.flatMap((manifest) => {
    // Hooks of different moments may make the same object.
    if (manifest.name === "" || isHook(manifest)) return [];
    const group = manifest.apiVersion.split("/").slice(0, -1).join("/");
    const key = JSON.stringify([group, manifest.kind, manifest.namespace, manifest.name]);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, manifest);
    return earlier === undefined
      ? []
      : [
          finding(
            manifest,
            "manifest-duplicate",
            "metadata.name",
            `another than in ${earlier.source}`,
            manifest.name,
          ),
        ];
  });
}

function selectorFault({ manifest, selector, labels }: Workload): SourcedFinding[] {
  const unmatched = Object.entries(selector).filter(([key, value]) => labels[key] !== value);
  return unmatched.map(([key, value]) =>
    finding(
      manifest,
      "selector-mismatch",
      `spec.selector.matchLabels[${JSON.stringify(key)}]`,
      `a label of its pods (${JSON.stringify(labels[key] ?? "no such label")})`,
      JSON.stringify(value),
    ),
  );
}

/** Labels that Kubernetes itself puts on pods: no template has them. */
const ofControllers = new Set([
  "statefulset.kubernetes.io/pod-name",
  "apps.kubernetes.io/pod-index",
  "controller-revision-hash",
  "pod-template-hash",
  "pod-template-generation",
  "job-name",
  "controller-uid",
  "batch.kubernetes.io/job-name",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
]);

function serviceFaults(manifest: Manifest, workloads: readonly Workload[]): SourcedFinding[] {
  if (manifest.kind !== "Service" || !isRecord(manifest.content.spec)) return [];
  const { selector, ports } = manifest.content.spec;
  if (!isRecord(selector)) return [];
  const wanted = Object.entries(selector).filter(([key]) => !ofControllers.has(key));
  if (wanted.length === 0) return [];
  const share = (labels: Workload["labels"]) =>
    wanted.filter(([key, value]) => labels[key] === value).length / wanted.length;
  const selected = workloads.filter(({ labels }) => share(labels) === 1);
  if (selected.length === 0) {
    // Pods with nothing in common are somebody else's, for example an operator's.
    const meant = workloads.find(({ labels }) => share(labels) > 0.5);
    const received = JSON.stringify(selector);
    return meant === undefined
      ? []
      : [
          finding(
            manifest,
            "selector-mismatch",
            "spec.selector",
            `labels of ${manifestTitle(meant.manifest)}`,
            received,
          ),
        ];
  }
  const names = selected.flatMap(({ containers }) => containers.flatMap((container) => container.portNames));
  return listOf(ports).flatMap(({ targetPort }, index) =>
    typeof targetPort !== "string" || names.includes(targetPort)
      ? []
      : [unknownPort(manifest, `spec.ports[${index}].targetPort`, targetPort, names)],
  );
}

function probePortFaults({ manifest, containers }: Workload): SourcedFinding[] {
  return containers.flatMap(({ path, portNames, probePorts }) =>
    probePorts
      .filter(({ port }) => !portNames.includes(port))
      .map(({ probe, port }) => unknownPort(manifest, `${path}.${probe}.port`, port, portNames)),
  );
}

function ingressFaults(manifest: Manifest, manifests: readonly Manifest[]): SourcedFinding[] {
  if (manifest.kind !== "Ingress" || !isRecord(manifest.content.spec)) return [];
  const rules = listOf(manifest.content.spec.rules);
  return rules.flatMap((rule, ruleIndex) =>
    listOf(isRecord(rule.http) ? rule.http.paths : []).flatMap(({ backend }, pathIndex) => {
      const target = isRecord(backend) && isRecord(backend.service) ? backend.service : {};
      const service = manifests.find(({ kind, name }) => kind === "Service" && name === target.name);
      if (!service || !isRecord(target.port) || !isRecord(service.content.spec)) return [];
      const wanted = target.port.name ?? target.port.number;
      const offered = listOf(service.content.spec.ports).flatMap(({ name, port }) => [name, port]);
      if (offered.includes(wanted)) return [];
      const path = `spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend.service.port`;
      const known = offered.filter((port) => port !== undefined).map(String);
      return [unknownPort(manifest, path, String(wanted), known)];
    }),
  );
}

function keyFaults({ manifest, keyReferences }: Workload, manifests: readonly Manifest[]): SourcedFinding[] {
  return keyReferences.flatMap(({ path, kind, name, key }) => {
    const target = manifests.find((other) => other.kind === kind && other.name === name && !isHook(other));
    if (target === undefined) return [];
    const { data, stringData, binaryData } = target.content;
    const keys = [data, stringData, binaryData].flatMap((map) => (isRecord(map) ? Object.keys(map) : []));
    if (keys.includes(key)) return [];
    const expected = `a key of ${kind} ${name}${didYouMean(key, keys)}`;
    return [finding(manifest, "reference-unknown", path, expected, JSON.stringify(key))];
  });
}

function unknownPort(
  manifest: Manifest,
  path: string,
  port: string,
  known: readonly string[],
): SourcedFinding {
  const expected =
    known.length === 0 ? "a number, for no port has a name" : `one of ${[...new Set(known)].join(", ")}`;
  return finding(manifest, "port-unknown", path, expected, JSON.stringify(port));
}

function isHook({ content }: Manifest): boolean {
  const metadata = content.metadata;
  return isRecord(metadata) && isRecord(metadata.annotations) && "helm.sh/hook" in metadata.annotations;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

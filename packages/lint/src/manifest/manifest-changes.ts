import { formatPath, hidden, isRecord, type ValueChange, valueChanges } from "@chartmodel/json-schema";
import { isSecretData, type Manifest, manifestTitle } from "./manifest.ts";

/** What becomes of one Kubernetes object. */
export interface ManifestChange {
  /** `Deployment todo-backend`, with the namespace where the manifest names one. */
  readonly title: string;
  readonly kind: "added" | "removed" | "changed";
  /** Where a changed object differs. What a Secret holds is left out. */
  readonly changes: readonly ValueChange[];
  /** What the change does beside what it says: pods that restart, fields that Kubernetes will not change. */
  readonly effects: readonly string[];
}

/**
 * What a change of values or of a chart does to the objects of a release.
 *
 * @param again - `after` rendered once more: what differs between the two, such as a random password, tells of no change.
 */
export function manifestChanges(
  before: readonly Manifest[],
  after: readonly Manifest[],
  again: readonly Manifest[],
): ManifestChange[] {
  const byTitle = (manifests: readonly Manifest[]) =>
    new Map(manifests.map((manifest) => [titleOf(manifest), manifest]));
  const [old, now, other] = [byTitle(before), byTitle(after), byTitle(again)];
  const changed = [...now].flatMap(([title, manifest]): ManifestChange[] => {
    const known = old.get(title);
    if (!known) return [{ title, kind: "added", changes: [], effects: [] }];
    const random = valueChanges(manifest.content, other.get(title)?.content).map(({ path }) =>
      formatPath(path),
    );
    const changes = valueChanges(known.content, manifest.content).filter(
      ({ path }) => !random.includes(formatPath(path)),
    );
    if (changes.length === 0) return [];
    return [
      {
        title,
        kind: "changed",
        changes: changes.map((change) => withoutData(change, manifest)),
        effects: effectsOf(known, changes),
      },
    ];
  });
  const removed = [...old.keys()].filter((title) => !now.has(title));
  return [
    ...changed,
    ...removed.map((title): ManifestChange => ({ title, kind: "removed", changes: [], effects: [] })),
  ];
}

function titleOf(manifest: Manifest): string {
  const title = manifestTitle(manifest);
  return manifest.namespace === undefined ? title : `${title} in ${manifest.namespace}`;
}

function withoutData(change: ValueChange, manifest: Manifest): ValueChange {
  if (!isSecretData(manifest, change.path)) return change;
  return {
    path: change.path.slice(0, 2),
    ...("before" in change && { before: hidden }),
    ...("after" in change && { after: hidden }),
  };
}

function effectsOf(before: Manifest, changes: readonly ValueChange[]): string[] {
  const paths = changes.map(({ path }) => path);
  const fixed = paths.filter((path) => isImmutable(before, path)).map((path) => formatPath(path));
  const effects = fixed.map((path) => `Kubernetes refuses to change ${path}: delete the object first`);
  if (
    restartingKinds.has(before.kind) &&
    paths.some(([first, second]) => first === "spec" && second === "template")
  )
    effects.push("its pods restart");
  return effects;
}

/** Kinds whose pods are made anew when their template changes. */
const restartingKinds = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/**
 * Fields that the API server does not let an update change (`pkg/apis/.../validation` in kubernetes/kubernetes), by the
 * beginning of their path.
 */
const immutable: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec.selector"],
  DaemonSet: ["spec.selector"],
  ReplicaSet: ["spec.selector"],
  Job: ["spec.selector", "spec.template", "spec.completionMode"],
  Service: ["spec.clusterIP", "spec.clusterIPs"],
  Secret: ["type"],
  RoleBinding: ["roleRef"],
  ClusterRoleBinding: ["roleRef"],
  StorageClass: ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"],
  IngressClass: ["spec.controller"],
};

/** What may change in a spec of which all else is immutable. */
const mutable: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: [
    "spec.replicas",
    "spec.ordinals",
    "spec.template",
    "spec.updateStrategy",
    "spec.persistentVolumeClaimRetentionPolicy",
    "spec.minReadySeconds",
    "spec.revisionHistoryLimit",
  ],
  PersistentVolumeClaim: ["spec.resources", "spec.volumeAttributesClassName"],
};

function isImmutable({ kind, content }: Manifest, path: readonly (string | number)[]): boolean {
  const keys = path.map(String);
  const isBelow = (place: string) => place.split(".").every((key, index) => keys[index] === key);
  const isSealed = (kind === "ConfigMap" || kind === "Secret") && content["immutable"] === true;
  if (isSealed && ["data", "binaryData", "stringData", "immutable"].includes(keys[0] ?? "")) return true;
  const exceptions = mutable[kind];
  if (exceptions) return keys[0] === "spec" && !exceptions.some(isBelow);
  // An address that nobody chose is no change: the API server keeps the one it gave.
  if (kind === "Service" && isRecord(content["spec"]) && content["spec"]["clusterIP"] === undefined)
    return false;
  return (immutable[kind] ?? []).some(isBelow);
}

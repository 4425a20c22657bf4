import { expect, test } from "vitest";
import { manifestChanges } from "../src/manifest/manifest-changes.ts";
import { parseManifests } from "../src/manifest/parse-manifests.ts";

type Parsed = ReturnType<typeof parseManifests>["manifests"];

const object = (kind: string, rest: object) =>
  parseManifests(
    `---\n# Source: x/templates/x.yaml\n${JSON.stringify({ apiVersion: "v1", kind, metadata: { name: "x" }, ...rest })}\n`,
  ).manifests;

/** The changes where every rendering is the same. */
const changesOf = (before: Parsed, after: Parsed) => manifestChanges(before, after, after);

const effects = (kind: string, before: object, after: object) =>
  changesOf(object(kind, before), object(kind, after)).flatMap((change) => change.effects);

test("objects that came, went, changed, and none that is the same", () => {
  const before = [
    ...object("Service", {}),
    ...object("ConfigMap", { data: { a: "1" } }),
    ...object("Role", {}),
  ];
  const after = [
    ...object("Ingress", {}),
    ...object("ConfigMap", { data: { a: "2" } }),
    ...object("Role", {}),
  ];
  expect(changesOf(before, after)).toEqual([
    { title: "Ingress x", kind: "added", changes: [], effects: [] },
    {
      title: "ConfigMap x",
      kind: "changed",
      changes: [{ path: ["data", "a"], before: "1", after: "2" }],
      effects: [],
    },
    { title: "Service x", kind: "removed", changes: [], effects: [] },
  ]);
});

test.each(["Deployment", "StatefulSet", "DaemonSet"])("pods of a %s restart with its template", (kind) => {
  const spec = (image: string) => ({ spec: { template: { spec: { containers: [{ name: "a", image }] } } } });
  expect(effects(kind, spec("a:1"), spec("a:2"))).toEqual(["its pods restart"]);
});

test.each([
  ["Deployment", { spec: { selector: { a: "1" } } }, { spec: { selector: { a: "2" } } }, "spec.selector.a"],
  ["StatefulSet", { spec: { serviceName: "a" } }, { spec: { serviceName: "b" } }, "spec.serviceName"],
  ["Job", { spec: { template: { a: 1 } } }, { spec: { template: { a: 2 } } }, "spec.template.a"],
  ["Service", { spec: { clusterIP: "None" } }, { spec: { clusterIP: "10.0.0.9" } }, "spec.clusterIP"],
  [
    "PersistentVolumeClaim",
    { spec: { storageClassName: "a" } },
    { spec: { storageClassName: "b" } },
    "spec.storageClassName",
  ],
  ["RoleBinding", { roleRef: { name: "a" } }, { roleRef: { name: "b" } }, "roleRef.name"],
  ["ConfigMap", { immutable: true, data: { a: "1" } }, { immutable: true, data: { a: "2" } }, "data.a"],
  ["Secret", { type: "Opaque" }, { type: "kubernetes.io/tls" }, "type"],
])("Kubernetes refuses to change what is immutable in a %s", (kind, before, after, path) => {
  expect(effects(kind, before, after)).toEqual([
    `Kubernetes refuses to change ${path}: delete the object first`,
  ]);
});

test.each([
  ["StatefulSet", { spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
  [
    "PersistentVolumeClaim",
    { spec: { resources: { requests: { storage: "1Gi" } } } },
    { spec: { resources: { requests: { storage: "2Gi" } } } },
  ],
  ["ConfigMap", { data: { a: "1" } }, { data: { a: "2" } }],
  ["Service", { spec: { type: "NodePort" } }, { spec: { type: "ClusterIP", clusterIP: "10.0.0.9" } }],
])("a change that a %s takes has no such effect", (kind, before, after) => {
  expect(effects(kind, before, after)).toEqual([]);
});

test("what a Secret holds is not shown", () => {
  const before = object("Secret", { stringData: { password: "hunter2" }, data: { old: "aHVudGVyMg==" } });
  const after = object("Secret", { stringData: { password: "hunter3", more: "hunter4" } });
  const changes = changesOf(before, after);
  expect(JSON.stringify(changes)).not.toMatch(/hunter|aHVudGVy/);
  expect(changes[0]?.changes.map(({ path }) => path.join("."))).toEqual([
    "stringData.password",
    "stringData.more",
    "data",
  ]);
});

test("what differs between two renderings of the same is no change", () => {
  const secret = (password: string, user: string) => object("Secret", { data: { password, user } });
  expect(manifestChanges(secret("a", "u"), secret("b", "u"), secret("c", "u"))).toEqual([]);
  expect(manifestChanges(secret("a", "u"), secret("b", "v"), secret("c", "v"))).toMatchObject([
    { title: "Secret x", changes: [{ path: ["data", "user"] }] },
  ]);
});

/** An object, and whether the API server takes it; what it refuses is found at `path`. */
export interface Case {
  readonly title: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** Where it is refused; of an accepted one there is none. */
  readonly path?: string;
}

type Json = Readonly<Record<string, unknown>>;

const metadata = { name: "web" };
const container = { name: "web", image: "web" };
const labels = { app: "web" };

const configMap = (own: Json) => ({ apiVersion: "v1", kind: "ConfigMap", metadata, ...own });
const secret = (own: Json) => ({ apiVersion: "v1", kind: "Secret", metadata, ...own });
// No admission plugin looks at a PodTemplate, so only the rules of the API speak.
const template = (own: Json) => ({ apiVersion: "v1", kind: "PodTemplate", metadata, template: own });
const pod = (own: Json) => template({ spec: { containers: [container], ...own } });
// Some faults of a template show when its pods are made.
const ownPod = (own: Json) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { ...metadata, labels },
  spec: { containers: [container], ...own },
});
const withContainer = (own: Json, spec: Json = {}) =>
  pod({ containers: [{ ...container, ...own }], ...spec });
const volume = (own: Json) => pod({ volumes: [{ name: "v", ...own }] });
const mount = (own: Json, more: Json = {}) =>
  withContainer(
    { volumeMounts: [{ name: "v", mountPath: "/v", ...own }], ...more },
    { volumes: [{ name: "v", emptyDir: {} }] },
  );
const variable = (own: Json) => withContainer({ env: [{ name: "A", ...own }] });
const limits = (requests: Json, most?: Json) =>
  withContainer({ resources: { requests, ...(most && { limits: most }) } });
const workload = (kind: string, own: Json, spec: Json = {}) => ({
  apiVersion: "apps/v1",
  kind,
  metadata,
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container], ...spec } },
    ...own,
  },
});
const job = (own: Json, spec: Json) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata,
  spec: { ...own, template: { spec: { containers: [container], ...spec } } },
});
const service = (own: Json, named: Json = metadata) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: named,
  spec: { ports: [{ port: 80 }], ...own },
});
const claim = (own: Json) => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata,
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...own },
});
const autoscaler = (own: Json) => ({
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    maxReplicas: 3,
    ...own,
  },
});
const scaleUp = (own: Json) => autoscaler({ behavior: { scaleUp: own } });
const policy = (own: Json) => scaleUp({ policies: [{ type: "Pods", value: 1, periodSeconds: 10, ...own }] });
const aim = (averageValue: string) => {
  const target = { type: "AverageValue", averageValue };
  return autoscaler({ metrics: [{ type: "Resource", resource: { name: "memory", target } }] });
};
const ingress = (own: Json, named: Json = metadata) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: named,
  spec: own,
});
const backend = { service: { name: "web", port: { number: 80 } } };
const route = (own: Json) =>
  ingress({
    rules: [{ host: "a.example", http: { paths: [{ path: "/", pathType: "Prefix", backend, ...own }] } }],
  });
const network = (own: Json) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata,
  spec: { podSelector: {}, ...own },
});
const budget = (own: Json) => ({
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata,
  spec: { selector: { matchLabels: labels }, ...own },
});
const role = (name: string) => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "Role",
  metadata: { name },
  rules: [],
});
const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
const nodes = (terms: readonly Json[]) =>
  pod({ affinity: { nodeAffinity: { [required]: { nodeSelectorTerms: terms } } } });
const node = (own: Json) => nodes([{ matchExpressions: [{ key: "a", ...own }] }]);
const apart = (own: Json) => pod({ affinity: { podAntiAffinity: { [required]: [own] } } });
const hostname = "kubernetes.io/hostname";
const spread = (own: Json) =>
  pod({
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: hostname, whenUnsatisfiable: "DoNotSchedule", ...own },
    ],
  });
const tolerate = (own: Json) => pod({ tolerations: [own] });
const get = { path: "/", port: 80 };

const of = "template.spec.containers[0]";
const aff = "template.spec.affinity";
const rule = "spec.rules[0].http.paths[0]";
const scale = "spec.behavior.scaleUp";

const table: readonly (readonly [title: string, object: Json, path?: string])[] = [
  // metadata
  ["a name", configMap({})],
  ["a name with dots", configMap({ metadata: { name: "a.b-c.d1" } })],
  ["a name to be completed", configMap({ metadata: { generateName: "a-" } })],
  ["a name that is null", configMap({ metadata: { name: null } }), "metadata.name"],
  ["an empty name", configMap({ metadata: { name: "" } }), "metadata.name"],
  ["no name", configMap({ metadata: {} }), "metadata.name"],
  ["a name with blanks", configMap({ metadata: { name: "Bad Name!" } }), "metadata.name"],
  ["a name in upper case", configMap({ metadata: { name: "Web" } }), "metadata.name"],
  ["a name of two dots", configMap({ metadata: { name: "a..b" } }), "metadata.name"],
  ["a name that is too long", configMap({ metadata: { name: "a".repeat(254) } }), "metadata.name"],
  ["a name as long as may be", configMap({ metadata: { name: "a".repeat(253) } })],
  ["a role's name with colons", role("system:web:Read")],
  ["a role's name with a slash", role("web/read"), "metadata.name"],
  ["a service's name with a dot", service({}, { name: "a.b" }), "metadata.name"],
  [
    "a stateful set's name with a dot",
    { ...workload("StatefulSet", {}), metadata: { name: "a.b" } },
    "metadata.name",
  ],
  ["a deployment's name with a dot", { ...workload("Deployment", {}), metadata: { name: "a.b" } }],
  ["labels", configMap({ metadata: { ...metadata, labels: { "example.com/a": "", b: "B_1.c-d" } } })],
  ["a label in upper case", configMap({ metadata: { ...metadata, labels: { Team_A: "A" } } })],
  [
    "a label's key with a blank",
    configMap({ metadata: { ...metadata, labels: { "a b": "x" } } }),
    'metadata.labels["a b"]',
  ],
  [
    "a label's domain in upper case",
    configMap({ metadata: { ...metadata, labels: { "Example.com/a": "x" } } }),
    'metadata.labels["Example.com/a"]',
  ],
  [
    "a label's domain of two dots",
    configMap({ metadata: { ...metadata, labels: { "a..b/a": "x" } } }),
    'metadata.labels["a..b/a"]',
  ],
  [
    "a label's domain that is too long",
    configMap({ metadata: { ...metadata, labels: { [`${"a".repeat(254)}/a`]: "x" } } }),
    `metadata.labels["${"a".repeat(254)}/a"]`,
  ],
  [
    "a label's value with a blank",
    configMap({ metadata: { ...metadata, labels: { a: "b c" } } }),
    "metadata.labels.a",
  ],
  [
    "a label's value of 64",
    configMap({ metadata: { ...metadata, labels: { a: "b".repeat(64) } } }),
    "metadata.labels.a",
  ],
  ["annotations", configMap({ metadata: { ...metadata, annotations: { "Example.com/A": "any, text!" } } })],
  [
    "an annotation's key with a blank",
    configMap({ metadata: { ...metadata, annotations: { "a b": "x" } } }),
    'metadata.annotations["a b"]',
  ],
  [
    "an annotation's key with two slashes",
    configMap({ metadata: { ...metadata, annotations: { "a/b/c": "x" } } }),
    'metadata.annotations["a/b/c"]',
  ],
  [
    "annotations that are too long",
    configMap({ metadata: { ...metadata, annotations: { a: "x".repeat(262_144) } } }),
    "metadata.annotations",
  ],
  [
    "a pod's labels",
    template({ metadata: { labels: { "a b": "c" } }, spec: { containers: [container] } }),
    'template.metadata.labels["a b"]',
  ],

  // keys
  ["keys of files", configMap({ data: { ".a": "", "b.C-d_e": "", ".": "" } }), 'data["."]'],
  ["a key that begins with a dot", configMap({ data: { ".a": "", "a..b": "" } })],
  ["an empty key", configMap({ data: { "": "x" } }), 'data[""]'],
  ["a key with a slash", configMap({ data: { "a/b": "x" } }), 'data["a/b"]'],
  ["a key in both maps", configMap({ data: { a: "x" }, binaryData: { a: "eA==" } }), "data.a"],
  ["a secret's key ..", secret({ stringData: { "..": "x" } }), 'stringData[".."]'],
  ["a secret's key ..a", secret({ data: { "..a": "eA==" } }), 'data["..a"]'],
  [
    "a TLS secret without its key",
    secret({ type: "kubernetes.io/tls", stringData: { "tls.crt": "x" } }),
    'data["tls.key"]',
  ],
  ["a TLS secret", secret({ type: "kubernetes.io/tls", stringData: { "tls.crt": "x", "tls.key": "x" } })],
  ["a map that is too large", configMap({ data: { a: "x".repeat(1_048_577) } }), "data"],

  // containers
  ["a container", pod({})],
  ["no container", pod({ containers: [] }), "template.spec.containers"],
  ["two of one name", pod({ containers: [container, container] }), "template.spec.containers[1]"],
  [
    "an init container of the same name",
    pod({ initContainers: [container] }),
    "template.spec.initContainers[0].name",
  ],
  ["a container's name in upper case", withContainer({ name: "Web" }), `${of}.name`],
  ["no image", withContainer({ image: "" }), `${of}.image`],
  [
    "a sidecar with a probe",
    pod({
      initContainers: [{ name: "a", image: "a", restartPolicy: "Always", readinessProbe: { httpGet: get } }],
    }),
  ],
  [
    "an init container with a probe",
    pod({ initContainers: [{ name: "a", image: "a", readinessProbe: { httpGet: get } }] }),
    "template.spec.initContainers[0].readinessProbe",
  ],
  ["a port's name", withContainer({ ports: [{ name: "http-2", containerPort: 80 }] })],
  [
    "a port's name in upper case",
    withContainer({ ports: [{ name: "HTTP", containerPort: 80 }] }),
    `${of}.ports[0].name`,
  ],
  [
    "a port's name of digits",
    withContainer({ ports: [{ name: "8080", containerPort: 80 }] }),
    `${of}.ports[0].name`,
  ],
  [
    "a port's name of 16",
    withContainer({ ports: [{ name: "a".repeat(16), containerPort: 80 }] }),
    `${of}.ports[0].name`,
  ],
  [
    "two ports of one name",
    withContainer({
      ports: [
        { name: "a", containerPort: 80 },
        { name: "a", containerPort: 81 },
      ],
    }),
    `${of}.ports[1]`,
  ],
  ["a port of zero", withContainer({ ports: [{ containerPort: 0 }] }), `${of}.ports[0].containerPort`],
  [
    "two host ports of one number",
    withContainer({
      ports: [
        { containerPort: 80, hostPort: 80 },
        { containerPort: 81, hostPort: 80 },
      ],
    }),
    `${of}.ports[1].hostPort`,
  ],

  // variables
  ["a variable", variable({ value: "x" })],
  ["a variable's name with a dot", withContainer({ env: [{ name: "a.b-C", value: "x" }] })],
  ["a variable without a name", withContainer({ env: [{ name: "", value: "x" }] }), `${of}.env[0].name`],
  ["a variable's name with =", withContainer({ env: [{ name: "A=B", value: "x" }] }), `${of}.env[0].name`],
  ["a secret's key", variable({ valueFrom: { secretKeyRef: { name: "x", key: "a.b" } } })],
  [
    "an empty key of a secret",
    variable({ valueFrom: { secretKeyRef: { name: "x", key: "" } } }),
    `${of}.env[0].valueFrom.secretKeyRef.key`,
  ],
  [
    "a secret's key with a slash",
    variable({ valueFrom: { secretKeyRef: { name: "x", key: "a/b" } } }),
    `${of}.env[0].valueFrom.secretKeyRef.key`,
  ],
  [
    "a key of a map without a name",
    variable({ valueFrom: { configMapKeyRef: { key: "k" } } }),
    `${of}.env[0].valueFrom.configMapKeyRef.name`,
  ],
  [
    "a value and a reference",
    variable({ value: "x", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } }),
    `${of}.env[0].valueFrom`,
  ],
  ["a reference to nothing", variable({ valueFrom: {} }), `${of}.env[0].valueFrom`],
  ["a field", variable({ valueFrom: { fieldRef: { fieldPath: "status.podIP" } } })],
  ["a label", variable({ valueFrom: { fieldRef: { fieldPath: "metadata.labels['a.b/c']" } } })],
  ["the older name of a field", variable({ valueFrom: { fieldRef: { fieldPath: "spec.host" } } })],
  [
    "a field that is not there",
    variable({ valueFrom: { fieldRef: { fieldPath: "metadata.nope" } } }),
    `${of}.env[0].valueFrom.fieldRef.fieldPath`,
  ],
  [
    "all labels in a variable",
    variable({ valueFrom: { fieldRef: { fieldPath: "metadata.labels" } } }),
    `${of}.env[0].valueFrom.fieldRef.fieldPath`,
  ],
  ["a resource", variable({ valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } })],
  [
    "a resource that is not there",
    variable({ valueFrom: { resourceFieldRef: { resource: "nope" } } }),
    `${of}.env[0].valueFrom.resourceFieldRef.resource`,
  ],
  ["a map of variables", withContainer({ envFrom: [{ configMapRef: { name: "x" }, prefix: "A_" }] })],
  [
    "a map of variables without a name",
    withContainer({ envFrom: [{ secretRef: {} }] }),
    `${of}.envFrom[0].secretRef.name`,
  ],
  ["variables from nowhere", withContainer({ envFrom: [{}] }), `${of}.envFrom[0]`],

  // volumes
  [
    "volumes",
    pod({
      volumes: [
        { name: "a", emptyDir: { sizeLimit: "1Gi" } },
        { name: "b", configMap: { name: "x", defaultMode: 0o644, items: [{ key: "a", path: "b/c" }] } },
        { name: "c" },
      ],
    }),
  ],
  [
    "two volumes of one name",
    pod({
      volumes: [
        { name: "a", emptyDir: {} },
        { name: "a", emptyDir: {} },
      ],
    }),
    "template.spec.volumes[1]",
  ],
  [
    "a volume's name with a dot",
    pod({ volumes: [{ name: "a.b", emptyDir: {} }] }),
    "template.spec.volumes[0].name",
  ],
  ["two kinds of volume", volume({ emptyDir: {}, configMap: { name: "x" } }), "template.spec.volumes[0]"],
  ["an empty path of the node", volume({ hostPath: { path: "" } }), "template.spec.volumes[0].hostPath.path"],
  ["a path of the node", volume({ hostPath: { path: "/x", type: "" } })],
  [
    "a path of the node with ..",
    volume({ hostPath: { path: "/x/../y" } }),
    "template.spec.volumes[0].hostPath.path",
  ],
  [
    "rights above 0777",
    volume({ configMap: { name: "x", defaultMode: 9999 } }),
    "template.spec.volumes[0].configMap.defaultMode",
  ],
  [
    "a file's path with ..",
    volume({ configMap: { name: "x", items: [{ key: "a", path: "../x" }] } }),
    "template.spec.volumes[0].configMap.items[0].path",
  ],
  [
    "a file's path that begins with ..",
    volume({ secret: { secretName: "x", items: [{ key: "a", path: "..x" }] } }),
    "template.spec.volumes[0].secret.items[0].path",
  ],
  ["a secret without a name", volume({ secret: {} }), "template.spec.volumes[0].secret.secretName"],
  [
    "a claim without a name",
    volume({ persistentVolumeClaim: { claimName: "" } }),
    "template.spec.volumes[0].persistentVolumeClaim.claimName",
  ],
  [
    "an ephemeral volume of nothing",
    volume({ ephemeral: {} }),
    "template.spec.volumes[0].ephemeral.volumeClaimTemplate",
  ],
  [
    "an ephemeral volume",
    volume({
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
        },
      },
    }),
  ],
  ["a driver without a name", volume({ csi: { driver: "" } }), "template.spec.volumes[0].csi.driver"],
  ["a driver", volume({ csi: { driver: "Secrets-store.csi.k8s.io" } })],
  [
    "a size below zero",
    volume({ emptyDir: { sizeLimit: "-1Gi" } }),
    "template.spec.volumes[0].emptyDir.sizeLimit",
  ],
  [
    "a token",
    volume({ projected: { sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 600 } }] } }),
  ],
  [
    "a token of a minute",
    volume({ projected: { sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 60 } }] } }),
    "template.spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds",
  ],
  [
    "a file of the pod's labels",
    volume({ downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } }),
  ],
  [
    "a file of a field that is not there",
    volume({ downwardAPI: { items: [{ path: "x", fieldRef: { fieldPath: "status.podIP" } }] } }),
    "template.spec.volumes[0].downwardAPI.items[0].fieldRef.fieldPath",
  ],
  ["a mount", mount({ subPath: "a/b" })],
  [
    "a mount of no volume",
    withContainer({ volumeMounts: [{ name: "w", mountPath: "/w" }] }),
    `${of}.volumeMounts[0].name`,
  ],
  [
    "two mounts at one path",
    withContainer(
      {
        volumeMounts: [
          { name: "v", mountPath: "/v" },
          { name: "v", mountPath: "/v" },
        ],
      },
      { volumes: [{ name: "v" }] },
    ),
    `${of}.volumeMounts[1]`,
  ],
  [
    "a shared mount without privileges",
    mount({ mountPropagation: "Bidirectional" }),
    `${of}.volumeMounts[0].mountPropagation`,
  ],
  [
    "a shared mount with privileges",
    mount({ mountPropagation: "Bidirectional" }, { securityContext: { privileged: true } }),
  ],
  ["two ways to a sub-path", mount({ subPath: "a", subPathExpr: "b" }), `${of}.volumeMounts[0].subPathExpr`],
  ["an absolute sub-path", mount({ subPath: "/a" }), `${of}.volumeMounts[0].subPath`],
  [
    "recursively read-only and writable",
    mount({ recursiveReadOnly: "Enabled" }),
    `${of}.volumeMounts[0].recursiveReadOnly`,
  ],
  ["recursively read-only", mount({ recursiveReadOnly: "Enabled", readOnly: true })],
  [
    "a mount of what is claimed",
    workload(
      "StatefulSet",
      {
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
          },
        ],
      },
      { containers: [{ ...container, volumeMounts: [{ name: "data", mountPath: "/d" }] }] },
    ),
  ],

  // probes
  [
    "probes",
    withContainer({
      livenessProbe: { httpGet: { ...get, port: "http", httpHeaders: [{ name: "X-A", value: "b c" }] } },
    }),
  ],
  [
    "a header's name with a blank",
    withContainer({ livenessProbe: { httpGet: { ...get, httpHeaders: [{ name: "a b", value: "x" }] } } }),
    `${of}.livenessProbe.httpGet.httpHeaders[0].name`,
  ],
  ["a probe of nothing", withContainer({ livenessProbe: {} }), `${of}.livenessProbe`],
  [
    "a probe of two things",
    withContainer({ livenessProbe: { httpGet: get, tcpSocket: { port: 80 } } }),
    `${of}.livenessProbe`,
  ],
  [
    "a command of nothing",
    withContainer({ livenessProbe: { exec: {} } }),
    `${of}.livenessProbe.exec.command`,
  ],
  [
    "two successes of a liveness probe",
    withContainer({ livenessProbe: { httpGet: get, successThreshold: 2 } }),
    `${of}.livenessProbe.successThreshold`,
  ],
  [
    "two successes of a readiness probe",
    withContainer({ readinessProbe: { httpGet: get, successThreshold: 2 } }),
  ],
  [
    "a readiness probe with a grace",
    withContainer({ readinessProbe: { httpGet: get, terminationGracePeriodSeconds: 5 } }),
    `${of}.readinessProbe.terminationGracePeriodSeconds`,
  ],
  [
    "a grace of zero",
    withContainer({ livenessProbe: { httpGet: get, terminationGracePeriodSeconds: 0 } }),
    `${of}.livenessProbe.terminationGracePeriodSeconds`,
  ],
  [
    "a time below zero",
    withContainer({ livenessProbe: { httpGet: get, timeoutSeconds: -1 } }),
    `${of}.livenessProbe.timeoutSeconds`,
  ],
  ["a sleep within the grace", withContainer({ lifecycle: { preStop: { sleep: { seconds: 30 } } } })],
  [
    "a sleep beyond the grace",
    withContainer({ lifecycle: { preStop: { sleep: { seconds: 31 } } } }),
    `${of}.lifecycle.preStop.sleep.seconds`,
  ],

  // resources
  [
    "resources",
    limits(
      { cpu: 0.5, memory: "1Gi", "example.com/gpu": 1 },
      { cpu: "500m", memory: "1024Mi", "example.com/gpu": "1" },
    ),
  ],
  ["more than the limit", limits({ cpu: "600m" }, { cpu: 0.5 }), `${of}.resources.requests.cpu`],
  ["a request below zero", limits({ cpu: "-1" }), `${of}.resources.requests.cpu`],
  [
    "a limit below zero",
    withContainer({ resources: { limits: { "ephemeral-storage": "-1" } } }),
    `${of}.resources.limits.ephemeral-storage`,
  ],
  ["a device without a limit", limits({ "nvidia.com/gpu": "1" }), `${of}.resources.limits["nvidia.com/gpu"]`],
  [
    "half a device",
    limits({ "nvidia.com/gpu": "0.5" }, { "nvidia.com/gpu": "0.5" }),
    `${of}.resources.limits["nvidia.com/gpu"]`,
  ],
  [
    "a device and another limit",
    limits({ "nvidia.com/gpu": "1" }, { "nvidia.com/gpu": "2" }),
    `${of}.resources.requests["nvidia.com/gpu"]`,
  ],
  ["a resource with a blank", limits({ "a b/c": "1" }, { "a b/c": "1" }), `${of}.resources.limits["a b/c"]`],
  ["a resource without a domain", limits({ gpu: "1" }, { gpu: "1" }), `${of}.resources.limits.gpu`],
  ["storage of a container", limits({ storage: "1Gi" }), `${of}.resources.requests.storage`],
  [
    "a claim that the pod does not have",
    withContainer({ resources: { claims: [{ name: "x" }] } }),
    `${of}.resources.claims[0].name`,
  ],

  // security
  [
    "users and groups",
    pod({
      securityContext: { runAsUser: 0, runAsGroup: 2_147_483_647, fsGroup: 1, supplementalGroups: [0] },
    }),
  ],
  [
    "a user below zero",
    pod({ securityContext: { runAsUser: -5 } }),
    "template.spec.securityContext.runAsUser",
  ],
  [
    "a user that is too large",
    withContainer({ securityContext: { runAsUser: 99_999_999_999 } }),
    `${of}.securityContext.runAsUser`,
  ],
  [
    "a group that is too large",
    pod({ securityContext: { supplementalGroups: [2_147_483_648] } }),
    "template.spec.securityContext.supplementalGroups[0]",
  ],
  [
    "privileges without escalation",
    withContainer({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
    `${of}.securityContext.allowPrivilegeEscalation`,
  ],
  [
    "SYS_ADMIN without escalation",
    withContainer({
      securityContext: { capabilities: { add: ["SYS_ADMIN"] }, allowPrivilegeEscalation: false },
    }),
  ],
  [
    "CAP_SYS_ADMIN without escalation",
    withContainer({
      securityContext: { capabilities: { add: ["CAP_SYS_ADMIN"] }, allowPrivilegeEscalation: false },
    }),
    `${of}.securityContext.allowPrivilegeEscalation`,
  ],
  [
    "a local seccomp profile",
    pod({ securityContext: { seccompProfile: { type: "Localhost", localhostProfile: "a/b.json" } } }),
  ],
  [
    "a local seccomp profile without a path",
    pod({ securityContext: { seccompProfile: { type: "Localhost" } } }),
    "template.spec.securityContext.seccompProfile.localhostProfile",
  ],
  [
    "a path of the default profile",
    pod({ securityContext: { seccompProfile: { type: "RuntimeDefault", localhostProfile: "x" } } }),
    "template.spec.securityContext.seccompProfile.localhostProfile",
  ],
  [
    "a local AppArmor profile without a name",
    withContainer({ securityContext: { appArmorProfile: { type: "Localhost" } } }),
    `${of}.securityContext.appArmorProfile.localhostProfile`,
  ],
  [
    "sysctls",
    pod({
      securityContext: {
        sysctls: [
          { name: "net.core.somaxconn", value: "1" },
          { name: "net/ipv4/a_b-c", value: "" },
        ],
      },
    }),
  ],
  [
    "a sysctl with a blank",
    pod({ securityContext: { sysctls: [{ name: "Bad Name", value: "1" }] } }),
    "template.spec.securityContext.sysctls[0].name",
  ],
  [
    "two sysctls of one name",
    pod({
      securityContext: {
        sysctls: [
          { name: "a", value: "1" },
          { name: "a", value: "2" },
        ],
      },
    }),
    "template.spec.securityContext.sysctls[1]",
  ],

  // scheduling
  ["a node's labels", pod({ nodeSelector: { "kubernetes.io/os": "linux", "a.b/C": "" } })],
  [
    "a node's label in upper case",
    pod({ nodeSelector: { "Example.com/team": "a" } }),
    'template.spec.nodeSelector["Example.com/team"]',
  ],
  ["nodes of no term", nodes([]), `${aff}.nodeAffinity.${required}.nodeSelectorTerms`],
  ["nodes of an empty term", nodes([{}])],
  ["nodes by what they have", node({ operator: "Exists" })],
  [
    "nodes in no values",
    node({ operator: "In" }),
    `${aff}.nodeAffinity.${required}.nodeSelectorTerms[0].matchExpressions[0].values`,
  ],
  [
    "nodes that exist with values",
    node({ operator: "Exists", values: ["a"] }),
    `${aff}.nodeAffinity.${required}.nodeSelectorTerms[0].matchExpressions[0].values`,
  ],
  [
    "nodes above two values",
    node({ operator: "Gt", values: ["1", "2"] }),
    `${aff}.nodeAffinity.${required}.nodeSelectorTerms[0].matchExpressions[0].values`,
  ],
  [
    "nodes by their name",
    nodes([{ matchFields: [{ key: "metadata.name", operator: "In", values: ["a"] }] }]),
  ],
  [
    "nodes by another field",
    nodes([{ matchFields: [{ key: "metadata.uid", operator: "In", values: ["a"] }] }]),
    `${aff}.nodeAffinity.${required}.nodeSelectorTerms[0].matchFields[0].key`,
  ],
  [
    "a weight of zero",
    pod({
      affinity: {
        nodeAffinity: {
          [preferred]: [{ weight: 0, preference: { matchExpressions: [{ key: "a", operator: "Exists" }] } }],
        },
      },
    }),
    `${aff}.nodeAffinity.${preferred}[0].weight`,
  ],
  [
    "a weight of a hundred",
    pod({
      affinity: {
        podAffinity: { [preferred]: [{ weight: 100, podAffinityTerm: { topologyKey: hostname } }] },
      },
    }),
  ],
  [
    "a preference for a value that no label has",
    pod({
      affinity: {
        nodeAffinity: {
          [preferred]: [
            { weight: 1, preference: { matchExpressions: [{ key: "a", operator: "In", values: ["b c"] }] } },
          ],
        },
      },
    }),
  ],
  [
    "pods apart",
    apart({
      topologyKey: hostname,
      labelSelector: { matchLabels: labels },
      matchLabelKeys: ["pod-template-hash"],
      namespaces: ["a"],
    }),
  ],
  [
    "pods apart in nothing",
    apart({ topologyKey: "", labelSelector: {} }),
    `${aff}.podAntiAffinity.${required}[0].topologyKey`,
  ],
  [
    "pods apart by a key with a blank",
    apart({ topologyKey: hostname, labelSelector: { matchLabels: { "a b": "x" } } }),
    `${aff}.podAntiAffinity.${required}[0].labelSelector.matchLabels["a b"]`,
  ],
  [
    "pods apart by what they have not",
    apart({
      topologyKey: hostname,
      labelSelector: { matchExpressions: [{ key: "a", operator: "DoesNotExist" }] },
    }),
  ],
  [
    "pods apart in no values",
    apart({
      topologyKey: hostname,
      labelSelector: { matchExpressions: [{ key: "a", operator: "NotIn", values: [] }] },
    }),
    `${aff}.podAntiAffinity.${required}[0].labelSelector.matchExpressions[0].values`,
  ],
  [
    "a spread",
    spread({ labelSelector: { matchLabels: labels }, matchLabelKeys: ["pod-template-hash"], minDomains: 1 }),
  ],
  ["a spread over what is no label", spread({ topologyKey: "not a label" })],
  [
    "a spread by a key of its selector",
    ownPod({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: hostname,
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: { matchLabels: labels },
          matchLabelKeys: ["app"],
        },
      ],
    }),
    "spec.topologySpreadConstraints[0].matchLabelKeys[0]",
  ],
  [
    "a spread by keys without a selector",
    spread({ matchLabelKeys: ["app"] }),
    "template.spec.topologySpreadConstraints[0].matchLabelKeys",
  ],
  [
    "a spread in no values",
    spread({ labelSelector: { matchExpressions: [{ key: "a", operator: "In" }] } }),
    "template.spec.topologySpreadConstraints[0].labelSelector.matchExpressions[0].values",
  ],
  [
    "a spread over no domain",
    spread({ minDomains: 0 }),
    "template.spec.topologySpreadConstraints[0].minDomains",
  ],
  [
    "domains of what may be broken",
    spread({ minDomains: 1, whenUnsatisfiable: "ScheduleAnyway" }),
    "template.spec.topologySpreadConstraints[0].minDomains",
  ],
  ["a skew of zero", spread({ maxSkew: 0 }), "template.spec.topologySpreadConstraints[0].maxSkew"],
  ["a toleration of all", tolerate({ operator: "Exists" })],
  [
    "a toleration of a value",
    tolerate({ key: "a.b/c", value: "d", effect: "NoExecute", tolerationSeconds: 0 }),
  ],
  [
    "a toleration's key with a blank",
    tolerate({ key: "a b", operator: "Exists" }),
    "template.spec.tolerations[0].key",
  ],
  [
    "a toleration's value with a blank",
    tolerate({ key: "a", operator: "Equal", value: "b c!" }),
    "template.spec.tolerations[0].value",
  ],
  ["a toleration without a key", tolerate({ value: "a" }), "template.spec.tolerations[0].operator"],
  [
    "a value that only exists",
    tolerate({ key: "a", operator: "Exists", value: "b" }),
    "template.spec.tolerations[0].value",
  ],
  [
    "seconds of another effect",
    tolerate({ key: "a", operator: "Exists", effect: "NoSchedule", tolerationSeconds: 1 }),
    "template.spec.tolerations[0].effect",
  ],

  // the pod
  ["an account's name in upper case", pod({ serviceAccountName: "Web" }), "template.spec.serviceAccountName"],
  ["a host's name with a dot", pod({ hostname: "a.b" }), "template.spec.hostname"],
  ["an alias of a host", pod({ hostAliases: [{ ip: "10.0.0.1", hostnames: ["a.b"] }] })],
  [
    "an alias of a host with a blank",
    pod({ hostAliases: [{ ip: "10.0.0.1", hostnames: ["a b"] }] }),
    "template.spec.hostAliases[0].hostnames[0]",
  ],
  [
    "another port with the node's network",
    withContainer({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
    `${of}.ports[0].hostPort`,
  ],

  // workloads
  ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].map(
    (kind) => [`a ${kind}`, workload(kind, {})] as const,
  ),
  ["an empty selector", workload("Deployment", { selector: {} }), "spec.selector"],
  [
    "a workload that ends",
    workload("Deployment", {}, { restartPolicy: "Never" }),
    "spec.template.spec.restartPolicy",
  ],
  ["replicas below zero", workload("Deployment", { replicas: -1 }), "spec.replicas"],
  [
    "recreated and rolled",
    workload("Deployment", { strategy: { type: "Recreate", rollingUpdate: { maxSurge: 1 } } }),
    "spec.strategy.rollingUpdate",
  ],
  [
    "rolled without room",
    workload("Deployment", { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } }),
    "spec.strategy.rollingUpdate.maxUnavailable",
  ],
  ["a job", job({}, { restartPolicy: "Never" })],
  ["a job that never ends", job({}, {}), "spec.template.spec.restartPolicy"],
  [
    "a cron job",
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "a".repeat(52) },
      spec: { schedule: "@daily", jobTemplate: { spec: job({}, { restartPolicy: "OnFailure" }).spec } },
    },
  ],
  [
    "a cron job's name of 53",
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "a".repeat(53) },
      spec: { schedule: "@daily", jobTemplate: { spec: job({}, { restartPolicy: "OnFailure" }).spec } },
    },
    "metadata.name",
  ],

  // claims
  ["a claim", claim({ storageClassName: "" })],
  ["a claim of no mode", claim({ accessModes: [] }), "spec.accessModes"],
  ["a claim of no size", claim({ resources: {} }), "spec.resources.requests.storage"],
  [
    "a claim of nothing",
    claim({ resources: { requests: { storage: 0 } } }),
    "spec.resources.requests.storage",
  ],
  ["a claim's class in upper case", claim({ storageClassName: "Fast" }), "spec.storageClassName"],
  [
    "a claim of one pod and others",
    claim({ accessModes: ["ReadWriteOncePod", "ReadWriteOnce"] }),
    "spec.accessModes",
  ],

  // services
  ["a service", service({ selector: labels })],
  ["a service without ports", service({ ports: [] }), "spec.ports"],
  ["a headless service without ports", service({ ports: [], clusterIP: "None" })],
  ["a service of another name", service({ type: "ExternalName", externalName: "a.example.", ports: [] })],
  ["a service of no other name", service({ type: "ExternalName", ports: [] }), "spec.externalName"],
  ["ports without names", service({ ports: [{ port: 80 }, { port: 81, name: "b" }] }), "spec.ports[0].name"],
  [
    "ports of one number",
    service({
      ports: [
        { port: 80, name: "a" },
        { port: 80, name: "b" },
      ],
    }),
    "spec.ports[1]",
  ],
  [
    "ports of one number and two protocols",
    service({
      ports: [
        { port: 80, name: "a" },
        { port: 80, name: "b", protocol: "UDP" },
      ],
    }),
  ],
  [
    "a port's name in upper case in a service",
    service({ ports: [{ port: 80, name: "HTTP" }] }),
    "spec.ports[0].name",
  ],
  ["a port of zero in a service", service({ ports: [{ port: 0 }] }), "spec.ports[0].port"],
  [
    "a port's target that no name can be",
    service({ ports: [{ port: 80, targetPort: "HTTP" }] }),
    "spec.ports[0].targetPort",
  ],
  [
    "a node's port of a ClusterIP",
    service({ ports: [{ port: 80, nodePort: 30_080 }] }),
    "spec.ports[0].nodePort",
  ],
  ["a selector with a blank", service({ selector: { a: "b c" } }), "spec.selector.a"],

  // autoscalers
  ["an autoscaler", policy({})],
  ["an autoscaler with defaults", scaleUp({ stabilizationWindowSeconds: 3600, selectPolicy: "Min" })],
  ["no policy", scaleUp({ policies: [] }), `${scale}.policies`],
  ["a period above half an hour", policy({ periodSeconds: 1801 }), `${scale}.policies[0].periodSeconds`],
  [
    "a window above an hour",
    scaleUp({ stabilizationWindowSeconds: 3601 }),
    `${scale}.stabilizationWindowSeconds`,
  ],
  ["a policy of zero", policy({ value: 0 }), `${scale}.policies[0].value`],
  ["a policy of another type", policy({ type: "Foo" }), `${scale}.policies[0].type`],
  ["another choice of policies", scaleUp({ selectPolicy: "Foo" }), `${scale}.selectPolicy`],
  ["fewer at most than at least", autoscaler({ minReplicas: 4 }), "spec.maxReplicas"],
  [
    "metrics",
    autoscaler({
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
        },
      ],
    }),
  ],
  ["an aim that is rounded up", aim("0.0000000001")],
  ["an aim of nothing", aim("0"), "spec.metrics[0].resource.target.averageValue"],
  [
    "a metric of another type",
    autoscaler({
      metrics: [
        { type: "Pods", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } } },
      ],
    }),
    "spec.metrics[0]",
  ],
  [
    "a metric without an aim",
    autoscaler({
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization" } } }],
    }),
    "spec.metrics[0].resource.target",
  ],

  // ingresses
  ["an ingress", route({})],
  ["a path with two slashes", route({ path: "/a//b" }), `${rule}.path`],
  ["a path with ..", route({ path: "/a/../b", pathType: "Exact" }), `${rule}.path`],
  ["a path that ends in ..", route({ path: "/a/.." }), `${rule}.path`],
  ["a path with %2f", route({ path: "/a%2fb" }), `${rule}.path`],
  ["a path without a slash", route({ path: "a" }), `${rule}.path`],
  ["a pattern", route({ path: "/a(/|$)(.*)//", pathType: "ImplementationSpecific" })],
  ["no path at all", route({ path: "", pathType: "ImplementationSpecific" })],
  ["no backend", route({ backend: {} }), `${rule}.backend`],
  [
    "a backend without a port",
    route({ backend: { service: { name: "web" } } }),
    `${rule}.backend.service.port`,
  ],
  ["an ingress of nothing", ingress({ ingressClassName: "a" }), "spec.rules"],
  ["every subdomain", ingress({ rules: [{ host: "*.a.example" }] })],
  ["a star within", ingress({ rules: [{ host: "a.*.example" }] }), "spec.rules[0].host"],
  ["a host of digits", ingress({ rules: [{ host: "1.2.3" }] })],
  ["an address for a host", ingress({ rules: [{ host: "1.2.3.4" }] }), "spec.rules[0].host"],
  ["a host with a port", ingress({ rules: [{ host: "a.example:80" }] }), "spec.rules[0].host"],
  [
    "a certificate's host in upper case",
    ingress({ rules: [{ host: "a.example" }], tls: [{ hosts: ["A.example"] }] }),
    "spec.tls[0].hosts[0]",
  ],
  [
    "two classes",
    ingress(
      { ingressClassName: "a", rules: [{ host: "a.example" }] },
      { ...metadata, annotations: { "kubernetes.io/ingress.class": "b" } },
    ),
    'metadata.annotations["kubernetes.io/ingress.class"]',
  ],

  // network policies
  [
    "peers",
    network({
      ingress: [
        {
          from: [{ podSelector: {}, namespaceSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }],
          ports: [{ port: "http" }, { port: 1, endPort: 2 }, { port: 3, endPort: 3 }],
        },
      ],
    }),
  ],
  [
    "a peer's key in upper case",
    network({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { "A..B/x": "y" } } }] }] }),
    'spec.ingress[0].from[0].namespaceSelector.matchLabels["A..B/x"]',
  ],
  ["no peer", network({ egress: [{ to: [{}] }] }), "spec.egress[0].to[0]"],
  [
    "an address and pods",
    network({ ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] }] }),
    "spec.ingress[0].from[0].ipBlock",
  ],
  [
    "ports backwards",
    network({ ingress: [{ ports: [{ port: 2, endPort: 1 }] }] }),
    "spec.ingress[0].ports[0].endPort",
  ],

  // budgets
  ["a budget", budget({ minAvailable: "50%" })],
  ["two bounds", budget({ minAvailable: 1, maxUnavailable: 1 }), "spec.maxUnavailable"],
  ["more than all", budget({ maxUnavailable: "101%" }), "spec.maxUnavailable"],
  ["a part of a pod", budget({ maxUnavailable: "0.5" }), "spec.maxUnavailable"],

  // an empty choice: the same as none, where the API's own type has no pointer there
  [
    "empty choices of a container",
    withContainer({
      imagePullPolicy: "",
      terminationMessagePolicy: "",
      ports: [{ containerPort: 80, protocol: "" }],
      livenessProbe: { httpGet: { ...get, scheme: "" } },
    }),
  ],
  ["empty choices of a pod", pod({ dnsPolicy: "", restartPolicy: "" })],
  ["empty choices of a toleration", tolerate({ key: "a", operator: "", value: "b", effect: "" })],
  ["an empty policy of an image's volume", volume({ image: { reference: "web", pullPolicy: "" } })],
  [
    "empty choices of a service",
    service({
      type: "",
      sessionAffinity: "",
      externalTrafficPolicy: "",
      ports: [{ port: 80, protocol: "" }],
    }),
  ],
  ["an empty strategy", workload("Deployment", { strategy: { type: "" } })],
  ["an empty strategy of a daemon set", workload("DaemonSet", { updateStrategy: { type: "" } })],
  [
    "empty choices of a stateful set",
    workload("StatefulSet", { updateStrategy: { type: "" }, podManagementPolicy: "" }),
  ],
  [
    "an empty policy of a schedule",
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata,
      spec: {
        schedule: "@daily",
        concurrencyPolicy: "",
        jobTemplate: { spec: job({}, { restartPolicy: "OnFailure" }).spec },
      },
    },
  ],
  [
    "an empty policy of a storage class",
    {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata,
      provisioner: "a/b",
      reclaimPolicy: "",
    },
  ],
  [
    "an empty change of groups",
    pod({ securityContext: { fsGroupChangePolicy: "" } }),
    "template.spec.securityContext.fsGroupChangePolicy",
  ],
  ["an empty propagation", mount({ mountPropagation: "" }), `${of}.volumeMounts[0].mountPropagation`],
  ["an empty policy inside", service({ internalTrafficPolicy: "" }), "spec.internalTrafficPolicy"],
  ["an empty family", service({ ipFamilyPolicy: "" }), "spec.ipFamilyPolicy"],
  ["an empty mode of a claim", claim({ volumeMode: "" }), "spec.volumeMode"],
  ["an empty type of a path", route({ pathType: "" }), `${rule}.pathType`],
  [
    "an empty protocol of a peer",
    network({ ingress: [{ ports: [{ port: 80, protocol: "" }] }] }),
    "spec.ingress[0].ports[0].protocol",
  ],
  [
    "an empty policy of eviction",
    budget({ unhealthyPodEvictionPolicy: "" }),
    "spec.unhealthyPodEvictionPolicy",
  ],
];

/** Every kind of object that the rules know, with and without a fault. What is refused has one fault. */
export const cases: readonly Case[] = table.map(([title, object, path]) => ({
  title,
  object,
  ...(path !== undefined && { path }),
}));

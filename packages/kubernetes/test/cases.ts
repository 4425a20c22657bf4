import type { KubernetesTypes } from "../src/types.ts";

/** A value of a Kubernetes type, right or wrong. */
export interface Case {
  type: keyof KubernetesTypes;
  value: unknown;
}

export const right: Case[] = [
  { type: "ResourceRequirements", value: {} },
  {
    type: "ResourceRequirements",
    value: { requests: { cpu: "250m", memory: "128Mi" }, limits: { cpu: 0.5, memory: 1e9 } },
  },
  {
    type: "ResourceRequirements",
    value: { limits: { cpu: ".5", memory: "1.5Gi", "nvidia.com/gpu": 1, "ephemeral-storage": "2e3" } },
  },
  { type: "Probe", value: { httpGet: { path: "/healthz", port: "http" }, periodSeconds: 5 } },
  {
    type: "Probe",
    value: { httpGet: { path: "/healthz", port: 8000, scheme: "HTTPS" }, initialDelaySeconds: 0 },
  },
  { type: "Probe", value: { exec: { command: ["true"] }, failureThreshold: 30 } },
  {
    type: "Toleration",
    value: { key: "spot", operator: "Exists", effect: "NoSchedule", tolerationSeconds: 30 },
  },
  { type: "EnvVar", value: { name: "A", value: "1" } },
  {
    type: "EnvVar",
    value: { name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k", optional: true } } },
  },
  { type: "EnvFromSource", value: { configMapRef: { name: "c" } } },
  { type: "Volume", value: { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } } },
  { type: "Volume", value: { name: "data", persistentVolumeClaim: { claimName: "data" } } },
  { type: "VolumeMount", value: { name: "tmp", mountPath: "/tmp", readOnly: true } },
  {
    type: "SecurityContext",
    value: { runAsNonRoot: true, capabilities: { drop: ["ALL"] }, runAsUser: 10001 },
  },
  { type: "PodSecurityContext", value: { fsGroup: 10001, seccompProfile: { type: "RuntimeDefault" } } },
  {
    type: "TopologySpreadConstraint",
    value: {
      maxSkew: 1,
      topologyKey: "zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { app: "a" } },
    },
  },
  {
    type: "Affinity",
    value: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname" } },
        ],
      },
    },
  },
  { type: "LocalObjectReference", value: { name: "registry" } },
  { type: "ServicePort", value: { name: "http", port: 80, targetPort: "http", nodePort: 30000 } },
  {
    type: "HorizontalPodAutoscalerBehavior",
    value: {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: "Pods", value: 1, periodSeconds: 60 }],
      },
    },
  },
  {
    type: "MetricSpec",
    value: {
      type: "Resource",
      resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
    },
  },
  {
    type: "NetworkPolicyIngressRule",
    value: {
      from: [{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }],
      ports: [{ port: 8000, protocol: "TCP" }],
    },
  },
  {
    type: "NetworkPolicyEgressRule",
    value: {
      to: [{ namespaceSelector: { matchExpressions: [{ key: "a", operator: "In", values: ["b"] }] } }],
      ports: [{ port: "dns" }],
    },
  },
  { type: "IngressTLS", value: { hosts: ["todo.example.com"], secretName: "tls" } },
  {
    type: "IngressRule",
    value: {
      host: "a.example.com",
      http: {
        paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "a", port: { number: 80 } } } }],
      },
    },
  },
  {
    type: "DeploymentStrategy",
    value: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
  },
  {
    type: "PersistentVolumeClaimSpec",
    value: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  },
  { type: "PolicyRule", value: { apiGroups: [""], resources: ["pods"], verbs: ["get"] } },
  { type: "LabelSelector", value: { matchLabels: { app: "a" } } },
  { type: "HostAlias", value: { ip: "127.0.0.1", hostnames: ["a"] } },
  { type: "Lifecycle", value: { preStop: { sleep: { seconds: 5 } } } },
  {
    type: "StatefulSetSpec",
    value: {
      serviceName: "a",
      selector: {},
      template: {},
      volumeClaimTemplates: [{ metadata: { name: "d" }, spec: { accessModes: ["ReadWriteOnce"] } }],
    },
  },
];

export const wrong: Case[] = [
  { type: "ResourceRequirements", value: { request: { cpu: "250m" } } },
  { type: "ResourceRequirements", value: { requests: { memory: "128 Mi" } } },
  { type: "ResourceRequirements", value: { requests: { memory: "128MB" } } },
  { type: "ResourceRequirements", value: { requests: { memory: "" } } },
  { type: "ResourceRequirements", value: { requests: { cpu: null } } },
  { type: "ResourceRequirements", value: { requests: "250m" } },
  { type: "ResourceRequirements", value: [] },
  { type: "Probe", value: { httpGet: { path: "/healthz" } } },
  { type: "Probe", value: { httpGet: { path: "/healthz", port: 70000 } } },
  { type: "Probe", value: { httpGet: { path: "/healthz", port: "http", scheme: "https" } } },
  { type: "Probe", value: { httpget: { path: "/healthz", port: 8000 } } },
  { type: "Probe", value: { periodSeconds: -1 } },
  { type: "Probe", value: { periodSeconds: "5" } },
  { type: "Probe", value: { periodSeconds: 5.5 } },
  { type: "Probe", value: { exec: { command: "true" } } },
  { type: "Toleration", value: { key: "spot", effect: "NoShedule" } },
  { type: "Toleration", value: { key: 1 } },
  { type: "EnvVar", value: { name: "A", value: 1 } },
  { type: "EnvVar", value: { value: "1" } },
  { type: "EnvVar", value: { name: "A", valueFrom: { secretKeyRef: { name: "s" } } } },
  { type: "Volume", value: { emptyDir: {} } },
  { type: "Volume", value: { name: "tmp", emptydir: {} } },
  { type: "VolumeMount", value: { name: "tmp" } },
  { type: "SecurityContext", value: { runAsNonRoot: "true" } },
  { type: "SecurityContext", value: { capabilities: { drops: ["ALL"] } } },
  { type: "TopologySpreadConstraint", value: { maxSkew: 1, topologyKey: "zone" } },
  { type: "Affinity", value: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: {} } } },
  { type: "ServicePort", value: { port: 0 } },
  { type: "ServicePort", value: { port: 80, nodePort: 70000 } },
  { type: "NetworkPolicyIngressRule", value: { ports: [{ port: 8000, protocol: "HTTP" }] } },
  { type: "IngressTLS", value: { hosts: "todo.example.com" } },
  { type: "IngressRule", value: { http: { paths: [{ path: "/", backend: {} }] } } },
  { type: "DeploymentStrategy", value: { type: "Rolling" } },
  { type: "PolicyRule", value: { resources: ["pods"] } },
  { type: "LabelSelector", value: { matchLabels: { app: true } } },
];

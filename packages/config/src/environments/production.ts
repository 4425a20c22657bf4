import { defineEnvironment } from "../environment.ts";
import { hosted } from "./hosted.ts";

const host = "todo.example.com";
const autoscaling = { enabled: true, minReplicas: 3, maxReplicas: 10 } as const;
/** Kept while a node or a zone is lost: as even as it can be, and scheduled all the same when it cannot. */
const spreadOver = (topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: "ScheduleAnyway" as const,
  matchLabelKeys: ["pod-template-hash"],
});
const spreadOverZones = [spreadOver("topology.kubernetes.io/zone"), spreadOver("kubernetes.io/hostname")];

/** For the public: autoscaled over zones, behind an ingress with TLS, watched by Prometheus. */
export const production = defineEnvironment({
  name: "production",
  stage: "production",
  context: "production",
  namespaces: { backend: "todo", frontend: "todo" },
  images: {
    registry: "registry.example.com/todo",
    tag: "0.1.0",
    pullSecrets: [{ name: "registry-credentials" }],
  },
  database: hosted.database,
  secret: hosted.secret,
  network: {
    visitors: hosted.visitorsFrom("ingress-nginx"),
    proxies: hosted.proxies,
    scrapers: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
  },
  backend: {
    replicaCount: 3,
    autoscaling,
    disruptionBudget: { enabled: true, minAvailable: 2 },
    topologySpreadConstraints: spreadOverZones,
    serviceMonitor: { enabled: true },
    resources: { requests: { cpu: "100m", memory: "192Mi" }, limits: { cpu: "1", memory: "384Mi" } },
  },
  frontend: {
    replicaCount: 3,
    service: hosted.service,
    autoscaling,
    disruptionBudget: { enabled: true, minAvailable: 2 },
    topologySpreadConstraints: spreadOverZones,
    resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { cpu: "1", memory: "512Mi" } },
    ingress: {
      enabled: true,
      className: "nginx",
      annotations: { "cert-manager.io/cluster-issuer": "letsencrypt" },
      hosts: [{ host, paths: [{ path: "/", pathType: "Prefix" }] }],
      tls: [{ secretName: "todo-example-com-tls", hosts: [host] }],
    },
  },
});

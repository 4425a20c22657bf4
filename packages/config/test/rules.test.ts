import { evaluate } from "@chartmodel/schema";
import { describe, expect, test } from "vitest";
import { defineEnvironment, type EnvironmentName, project, renderValues, ValuesError } from "../src/index.ts";
import { rules } from "../src/rules/rules.ts";

type Change = Omit<Parameters<typeof defineEnvironment>[0], "name" | "extends">;

/** What is wrong with an environment of the repository after a change. */
function issuesOf(parent: EnvironmentName, change: Change) {
  try {
    renderValues(
      defineEnvironment({ name: "changed", extends: parent, ...change } as Parameters<
        typeof defineEnvironment
      >[0]),
    );
    return [];
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    return error.issues;
  }
}

interface Case {
  readonly code: string;
  readonly parent: EnvironmentName;
  readonly wrong: Change;
  /** Where the issue is. */
  readonly path: string;
  /** What to do about it. */
  readonly remedy: RegExp;
  /** The nearest environment that is right. */
  readonly right: Change;
}

const hostnames = ["todo.example.com"];
const root = { path: "/", pathType: "Prefix" } as const;
const hosts = [{ host: "todo.example.com", paths: [root] }];
const everybody = [{ ipBlock: { cidr: "0.0.0.0/0" } }];
const ingressNginx = [
  { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress-nginx" } } },
];
const onePod = {
  backend: { replicaCount: 1, disruptionBudget: { enabled: false } },
  frontend: { replicaCount: 1, disruptionBudget: { enabled: false } },
};
/** PostgreSQL where SQLite was. */
const postgres = { kind: "postgres", peers: everybody } as const;
const secret = { create: false };
const inTwoNamespaces = { namespaces: { backend: "kube-system", frontend: "default" }, secret } as const;
const tls = [{ secretName: "tls", hosts: ["todo.example.com", "www.example.com"] }];
const autoscaled = { enabled: true, minReplicas: 2, maxReplicas: 4 };
const digest = `sha256:${"0a".repeat(32)}`;
const secretText = "s3cret-s3cret";

const network = { proxies: ["10.0.0.0/8"] };

/** A peer of the policy's own namespace. */
const ownPods = [{ podSelector: { matchLabels: { app: "other" } } }];
const variable = (name: string) => ({ name, value: "b" });
const alive = { path: "/healthz", port: "http" };
const required = "requiredDuringSchedulingIgnoredDuringExecution";
const preferred = "preferredDuringSchedulingIgnoredDuringExecution";
const onNodes = (expression: object) => ({
  [required]: { nodeSelectorTerms: [{ matchExpressions: [expression] }] },
});
const inExpression = `.${required}.nodeSelectorTerms[0].matchExpressions[0].values`;
const spread = { maxSkew: 1, topologyKey: "a", whenUnsatisfiable: "ScheduleAnyway" } as const;

const cases: Case[] = [
  {
    code: "node-port-type",
    parent: "local",
    wrong: { frontend: { service: { type: "ClusterIP" } } },
    path: "frontend.service.nodePort",
    remedy: /set it to 0/,
    right: { frontend: { service: { type: "ClusterIP", nodePort: 0 } } },
  },
  {
    code: "node-port-unique",
    parent: "local",
    wrong: {
      backend: { service: { type: "NodePort", nodePort: 30_000 } },
      network: { apiVisitors: everybody },
    },
    path: "frontend.service.nodePort",
    remedy: /port of its own/,
    right: {
      backend: { service: { type: "NodePort", nodePort: 30_001 } },
      network: { apiVisitors: everybody },
    },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: { frontend: { ingress: { enabled: true } } },
    path: "frontend.ingress.hosts",
    remedy: /add the host/,
    right: { network, frontend: { ingress: { enabled: true, hosts } } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: { backend: { httpRoute: { enabled: true } }, network: { apiVisitors: ingressNginx } },
    path: "backend.httpRoute.hostnames",
    remedy: /add the host/,
    right: { backend: { httpRoute: { enabled: true, hostnames } }, network: { apiVisitors: ingressNginx } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: {
      network,
      frontend: { ingress: { enabled: true, hosts: [{ host: "a.b", paths: [{ ...root, path: "/a" }] }] } },
    },
    path: "frontend.ingress.hosts[0].paths",
    remedy: /pathType/,
    right: { network, frontend: { ingress: { enabled: true, hosts } } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: {
      network,
      frontend: {
        ingress: { enabled: true, hosts: [{ host: "a.b", paths: [{ ...root, pathType: "Exact" }] }] },
      },
    },
    path: "frontend.ingress.hosts[0].paths",
    remedy: /pathType/,
    right: {
      network,
      frontend: {
        ingress: {
          enabled: true,
          hosts: [
            {
              host: "a.b",
              paths: [
                { ...root, pathType: "ImplementationSpecific" },
                { path: "/a", pathType: "Exact" },
              ],
            },
          ],
        },
      },
    },
  },
  {
    code: "proxies-named",
    parent: "production",
    wrong: { network: { proxies: [] } },
    path: "network.proxies",
    remedy: /range that the cluster gives its pods/,
    right: { network: { proxies: ["192.168.0.0/16"] } },
  },
  ...["0.0.0.0/0", "10.0.0.0/7", "::/0", "fc00::/6"].map((proxy) => ({
    code: "proxies-named",
    parent: "production" as const,
    wrong: { network: { proxies: ["10.0.0.0/8", proxy] } },
    path: "network.proxies[1]",
    remedy: /range that the cluster gives its pods/,
    right: { network: { proxies: ["10.0.0.0/8", "fc00::/7"] } },
  })),
  {
    code: "exposure-once",
    parent: "production",
    wrong: { frontend: { httpRoute: { enabled: true, hostnames } } },
    path: "frontend.httpRoute.enabled",
    remedy: /turn one of the two off/,
    right: { frontend: { ingress: { enabled: false }, httpRoute: { enabled: true, hostnames } } },
  },
  {
    code: "ingress-tls",
    parent: "production",
    wrong: { frontend: { ingress: { tls: [{ secretName: "other-tls", hosts: ["other.example.com"] }] } } },
    path: "frontend.ingress.tls",
    remedy: /name the Secret/,
    right: { frontend: { ingress: { tls: [{ secretName: "other-tls", hosts: hostnames }] } } },
  },
  {
    code: "exposure-unique",
    parent: "production",
    wrong: { network: { apiVisitors: ingressNginx }, backend: { httpRoute: { enabled: true, hostnames } } },
    path: "backend.httpRoute.hostnames",
    remedy: /host of its own/,
    right: {
      network: { apiVisitors: ingressNginx },
      backend: { httpRoute: { enabled: true, hostnames: ["api.example.com"] } },
    },
  },
  {
    code: "exposure-unique",
    parent: "production",
    wrong: {
      network: { apiVisitors: ingressNginx },
      backend: { ingress: { enabled: true, hosts, tls: [{ secretName: "tls", hosts: hostnames }] } },
    },
    path: "backend.ingress.hosts",
    remedy: /host of its own/,
    right: {
      network: { apiVisitors: ingressNginx },
      backend: {
        ingress: {
          enabled: true,
          hosts: [{ host: "api.example.com", paths: [root] }],
          tls: [{ secretName: "tls", hosts: ["api.example.com"] }],
        },
      },
    },
  },
  {
    code: "dev-port-unique",
    parent: "local",
    wrong: { devPorts: { frontend: 8000 } },
    path: "devPorts.frontend",
    remedy: /port of its own/,
    right: { devPorts: { frontend: 8001 } },
  },
  {
    code: "reachable",
    parent: "ci",
    wrong: { database: { peers: [] } },
    path: "database.peers",
    remedy: /name its pods/,
    right: { database: { peers: [], kind: "sqlite" }, ...onePod },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { network: { visitors: [] } },
    path: "network.visitors",
    remedy: /everybody for a node port/,
    right: { network: { visitors: everybody } },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { network: { dns: [] } },
    path: "network.dns",
    remedy: /name servers/,
    right: { network: { dns: everybody } },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { network: { visitors: ingressNginx } },
    path: "network.visitors",
    remedy: /ipBlock/,
    right: {
      network: { visitors: ingressNginx, ...network },
      frontend: { service: { type: "ClusterIP", nodePort: 0 }, ingress: { enabled: true, hosts } },
    },
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { network: { visitors: [{ ipBlock: { cidr: "203.0.113.0/24" } }] } },
    path: "network.visitors",
    remedy: /namespaceSelector/,
    right: { network: { visitors: [{ ipBlock: { cidr: "10.42.0.0/16" } }] } },
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { network: { visitors: [] } },
    path: "network.visitors",
    remedy: /ingress controller/,
    right: {},
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { frontend: { ingress: { enabled: false } } },
    path: "frontend.ingress.enabled",
    remedy: /another frontend.service.type/,
    right: {
      frontend: { ingress: { enabled: false }, service: { type: "LoadBalancer" } },
      network: { visitors: everybody },
    },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { backend: { ingress: { enabled: true, hosts } } },
    path: "network.apiVisitors",
    remedy: /no way in/,
    right: { backend: { ingress: { enabled: true, hosts } }, network: { apiVisitors: ingressNginx } },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { backend: { service: { type: "LoadBalancer" } }, network: { apiVisitors: ingressNginx } },
    path: "network.apiVisitors",
    remedy: /ClusterIP/,
    right: { backend: { service: { type: "LoadBalancer" } }, network: { apiVisitors: everybody } },
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { network: { scrapers: [] } },
    path: "network.scrapers",
    remedy: /turn the ServiceMonitor off/,
    right: { network: { scrapers: [] }, backend: { serviceMonitor: { enabled: false } } },
  },
  {
    code: "sqlite-one-pod",
    parent: "local",
    wrong: { backend: { replicaCount: 2 } },
    path: "backend.replicaCount",
    remedy: /PostgreSQL/,
    right: { backend: { replicaCount: 2 }, database: postgres, secret },
  },
  {
    code: "sqlite-one-pod",
    parent: "local",
    wrong: { frontend: { autoscaling: autoscaled } },
    path: "frontend.autoscaling.enabled",
    remedy: /PostgreSQL/,
    right: { frontend: { autoscaling: autoscaled }, database: postgres, secret },
  },
  {
    code: "sqlite-volume",
    parent: "local",
    wrong: { backend: { persistence: { enabled: false } } },
    path: "backend.persistence.enabled",
    remedy: /turn it on/,
    right: { backend: { persistence: { enabled: false } }, frontend: {}, database: postgres, secret },
  },
  {
    code: "external-database",
    parent: "production",
    wrong: { database: { external: false } },
    path: "database.external",
    remedy: /outside the cluster/,
    right: { database: { external: true } },
  },
  {
    code: "external-database",
    parent: "staging",
    wrong: { database: { external: false } },
    path: "database.external",
    remedy: /outside the cluster/,
    right: {},
  },
  {
    code: "secret-reference",
    parent: "ci",
    wrong: { secret: { create: true } },
    path: "secret.create",
    remedy: /beforehand/,
    right: { secret: { create: false, name: "other" } },
  },
  {
    code: "secret-reference",
    parent: "local",
    wrong: {
      backend: {
        extraEnv: [
          { name: "A", value: "b" },
          { name: "API_TOKEN", value: secretText },
        ],
      },
    },
    path: "backend.extraEnv[1].value",
    remedy: /secretKeyRef/,
    right: {
      backend: {
        extraEnv: [
          { name: "API_TOKEN", valueFrom: { secretKeyRef: { name: "a", key: "b" } } },
          { name: "OTHER_TOKEN", value: "$(API_TOKEN)" },
          { name: "REPORTS_DSN", value: "postgres://reports:$(API_TOKEN)@db/reports" },
          { name: "PASSWORD_MIN_LENGTH", value: "12" },
        ],
      },
    },
  },
  {
    code: "immutable-image",
    parent: "staging",
    wrong: { images: { tag: "latest" } },
    path: "images.tag",
    remedy: /name the version/,
    right: { images: { tag: "1.2.3" } },
  },
  {
    code: "immutable-image",
    parent: "production",
    wrong: { images: { pullPolicy: "Never" } },
    path: "images.pullPolicy",
    remedy: /let the nodes pull/,
    right: { images: { pullPolicy: "Always" } },
  },
  ...["main", "stable", "dev", "1.2", "v1", "1.2.3-latest", "1.2.3-SNAPSHOT", "deadbeef"].map((tag) => ({
    code: "immutable-image",
    parent: "production" as const,
    wrong: { images: { tag } },
    path: "images.tag",
    remedy: /or both digests/,
    right: { images: { tag, backendDigest: digest, frontendDigest: digest } },
  })),
  ...[
    "v1.2.3",
    "2024.11.5-rc.1",
    "1.2.3-dev.20260115",
    "1.2.3-knowledge",
    "2026-11-26.1",
    "9f8e7d6",
    "sha-9f8e7d6",
  ].map((tag) => ({
    code: "immutable-image",
    parent: "staging" as const,
    wrong: { images: { tag: "edge", backendDigest: digest } },
    path: "images.tag",
    remedy: /or both digests/,
    right: { images: { tag } },
  })),
  {
    code: "made-secret",
    parent: "local",
    wrong: { namespaces: { backend: "api" } },
    path: "secret.create",
    remedy: /in every namespace/,
    right: { namespaces: { backend: "api" }, secret },
  },
  {
    code: "made-secret",
    parent: "local",
    wrong: { database: postgres },
    path: "secret.create",
    remedy: /beforehand/,
    right: { database: postgres, secret },
  },
  {
    code: "autoscaling-requests",
    parent: "production",
    wrong: { backend: { resources: { requests: { cpu: "0" } } } },
    path: "backend.resources.requests",
    remedy: /requests\.cpu/,
    right: { backend: { resources: { requests: { cpu: "1m" } } } },
  },
  {
    code: "object-name",
    parent: "local",
    wrong: { releases: { backend: "2nd" } },
    path: "releases.backend",
    remedy: /fullnameOverride/,
    right: { releases: { backend: "2nd" }, backend: { fullnameOverride: "second" } },
  },
  {
    code: "distinct-names",
    parent: "local",
    wrong: { releases: { backend: "todo", frontend: "todo" } },
    path: "releases.frontend",
    remedy: /release of its own/,
    right: { releases: { backend: "todo", frontend: "todo" }, namespaces: { backend: "api" }, secret },
  },
  {
    code: "distinct-names",
    parent: "local",
    wrong: { frontend: { fullnameOverride: "todo-backend" } },
    path: "frontend.fullnameOverride",
    remedy: /another one/,
    right: { frontend: { fullnameOverride: "todo" } },
  },
  {
    code: "requests-within-limits",
    parent: "local",
    wrong: { backend: { resources: { requests: { memory: "1Gi" }, limits: { memory: "512Mi" } } } },
    path: "backend.resources.requests.memory",
    remedy: /raise the limit/,
    right: { backend: { resources: { requests: { memory: "512Mi" }, limits: { memory: "1Gi" } } } },
  },
  {
    code: "requests-within-limits",
    parent: "local",
    wrong: { frontend: { resources: { requests: { cpu: "1.5" }, limits: { cpu: "1000m" } } } },
    path: "frontend.resources.requests.cpu",
    remedy: /raise the limit/,
    right: { frontend: { resources: { requests: { cpu: "1000m" }, limits: { cpu: "1" } } } },
  },
  {
    code: "probe-port",
    parent: "local",
    wrong: { backend: { livenessProbe: { httpGet: { path: "/healthz", port: 9000 } } } },
    path: "backend.livenessProbe.httpGet.port",
    remedy: /use "http"/,
    right: { backend: { livenessProbe: { httpGet: { path: "/healthz", port: 8000 } } } },
  },
  {
    code: "probe-port",
    parent: "local",
    wrong: { frontend: { startupProbe: { tcpSocket: { port: "web" } } } },
    path: "frontend.startupProbe.tcpSocket.port",
    remedy: /use "http"/,
    right: { frontend: { startupProbe: { tcpSocket: { port: "http" } } } },
  },
  {
    code: "shutdown-fits",
    parent: "local",
    wrong: { backend: { lifecycle: { terminationGracePeriodSeconds: 10 } } },
    path: "backend.lifecycle.terminationGracePeriodSeconds",
    remedy: /raise it/,
    right: { backend: { lifecycle: { terminationGracePeriodSeconds: 11 } } },
  },
  {
    code: "shutdown-fits",
    parent: "local",
    wrong: { frontend: { lifecycle: { terminationGracePeriodSeconds: 1 } } },
    path: "frontend.lifecycle.terminationGracePeriodSeconds",
    remedy: /raise it/,
    right: { frontend: { lifecycle: { terminationGracePeriodSeconds: 2 } } },
  },
  {
    code: "autoscaling-range",
    parent: "production",
    wrong: { backend: { autoscaling: { minReplicas: 11 } } },
    path: "backend.autoscaling.minReplicas",
    remedy: /raise maxReplicas/,
    right: { backend: { autoscaling: { minReplicas: 10 } } },
  },
  {
    code: "autoscaling-requests",
    parent: "ci",
    wrong: { backend: { autoscaling: autoscaled, resources: { limits: { cpu: "1" } } } },
    path: "backend.resources.requests",
    remedy: /requests\.cpu/,
    right: { backend: { autoscaling: autoscaled, resources: { requests: { cpu: "50m" } } } },
  },
  {
    code: "disruption-budget-room",
    parent: "ci",
    wrong: { backend: { disruptionBudget: { minAvailable: 2 } } },
    path: "backend.disruptionBudget.minAvailable",
    remedy: /run more pods/,
    right: { backend: { replicaCount: 3, disruptionBudget: { minAvailable: 2 } } },
  },
  {
    code: "disruption-budget-room",
    parent: "production",
    wrong: { frontend: { disruptionBudget: { minAvailable: 3 } } },
    path: "frontend.disruptionBudget.minAvailable",
    remedy: /turn the budget off/,
    right: { frontend: { disruptionBudget: { enabled: false, minAvailable: 3 } } },
  },
  {
    code: "production-replicas",
    parent: "production",
    wrong: {
      backend: { autoscaling: { enabled: false }, replicaCount: 1, disruptionBudget: { enabled: false } },
    },
    path: "backend.replicaCount",
    remedy: /raise it/,
    right: {
      backend: { autoscaling: { enabled: false }, replicaCount: 2, disruptionBudget: { enabled: false } },
    },
  },
  {
    code: "production-replicas",
    parent: "production",
    wrong: { frontend: { autoscaling: { minReplicas: 1 }, disruptionBudget: { enabled: false } } },
    path: "frontend.autoscaling.minReplicas",
    remedy: /raise it/,
    right: { frontend: { autoscaling: { minReplicas: 2 }, disruptionBudget: { enabled: false } } },
  },
  {
    code: "object-name",
    parent: "local",
    wrong: { releases: { backend: "x".repeat(53) } },
    path: "releases.backend",
    remedy: /shorten it/,
    right: { releases: { backend: `${"x".repeat(41)}todo-backend` } },
  },
  {
    code: "object-name",
    parent: "local",
    wrong: { releases: { backend: "x".repeat(51) } },
    path: "releases.backend",
    remedy: /at most 63 characters, not 64/,
    right: { releases: { backend: "x".repeat(50) } },
  },
  {
    code: "assistant-tools",
    parent: "local",
    wrong: { ai: { tools: ["k8s_get_events", "k8s_delete_resource"] } },
    path: "ai.tools[1]",
    remedy: /leave it out/,
    right: { ai: { tools: ["k8s_get_events"] } },
  },
  {
    code: "assistant-model",
    parent: "local",
    wrong: { ai: { model: { peers: [] } } },
    path: "ai.model.peers",
    remedy: /name its addresses/,
    right: { ai: { model: { peers: everybody } } },
  },
  {
    code: "assistant-model",
    parent: "staging",
    wrong: { ai: { model: { apiKeySecret: "" } } },
    path: "ai.model.apiKeySecret",
    remedy: /name it/,
    right: { ai: { model: { apiKeySecret: "key" } } },
  },
  {
    code: "assistant-model",
    parent: "staging",
    wrong: { ai: { model: { endpoint: "https://models.example.com" } } },
    path: "ai.model.endpoint",
    remedy: /add \/v1/,
    right: { ai: { model: { endpoint: "https://models.example.com/v1" } } },
  },
  {
    code: "assistant-namespace",
    parent: "local",
    wrong: { ai: { namespace: "default" } },
    path: "ai.namespace",
    remedy: /another one/,
    right: { ai: { namespace: "assistants" } },
  },
  {
    code: "peer-form",
    parent: "local",
    wrong: { network: { scrapers: [{}] } },
    path: "network.scrapers[0]",
    remedy: /say who it is/,
    right: { network: { scrapers: [{ namespaceSelector: {} }] } },
  },
  {
    code: "peer-form",
    parent: "local",
    wrong: { network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0" }, podSelector: {} }] } },
    path: "network.visitors[0]",
    remedy: /two peers/,
    right: { network: { visitors: [...everybody, { podSelector: {}, namespaceSelector: {} }] } },
  },
  ...[
    { matchLabels: { app: "a b" } },
    { matchLabels: { "a b": "c" } },
    { matchExpressions: [{ key: "app", operator: "In" }] },
    { matchExpressions: [{ key: "app", operator: "In", values: ["a", "b c"] }] },
    { matchExpressions: [{ key: "app", operator: "Is", values: ["a"] }] },
    { matchExpressions: [{ key: "app", operator: "Exists", values: ["a"] }] },
  ].map((namespaceSelector) => ({
    code: "peer-form",
    parent: "local" as const,
    wrong: { network: { scrapers: [{ namespaceSelector }] } },
    path: "network.scrapers[0].namespaceSelector",
    remedy: /correct the label/,
    right: {
      network: {
        scrapers: [
          {
            namespaceSelector: {
              matchExpressions: [{ key: "example.com/app", operator: "NotIn", values: ["", "a"] }],
            },
          },
        ],
      },
    },
  })),
  ...["10.0.0.0/33", "300.0.0.1/8", "10.0.0/8", "10.0.0.0", "everybody", "fd00::1::/8", "10.0.0.01/32"].map(
    (cidr) => ({
      code: "address-range",
      parent: "local" as const,
      wrong: { network: { visitors: [...everybody, { ipBlock: { cidr } }] } },
      path: "network.visitors[1].ipBlock.cidr",
      remedy: /correct the address/,
      right: { network: { visitors: [...everybody, { ipBlock: { cidr: "fd00::1:0/8" } }] } },
    }),
  ),
  {
    code: "address-range",
    parent: "production",
    wrong: { network: { proxies: ["10.0.0.0/8", "999.0.0.0/8"] } },
    path: "network.proxies[1]",
    remedy: /number of bits/,
    right: { network: { proxies: ["10.0.0.1", "fd00::/8"] } },
  },
  ...["192.168.0.0/16", "10.0.0.0/8", "0.0.0.0/0", "fd00::/8"].map((except) => ({
    code: "address-range",
    parent: "local" as const,
    wrong: {
      network: {
        visitors: [...everybody, { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", except] } }],
      },
    },
    path: "network.visitors[1].ipBlock.except[1]",
    remedy: /narrower range/,
    right: {
      network: {
        visitors: [
          ...everybody,
          { ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/9", "10.128.0.0/10"] } },
        ],
      },
    },
  })),
  {
    code: "address-range",
    parent: "local",
    wrong: {
      network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["128.0.0.0/1", "0.0.0.0/1"] } }] },
    },
    path: "network.visitors[0].ipBlock.except",
    remedy: /take one out/,
    right: {
      network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["128.0.0.0/1", "0.0.0.0/2"] } }] },
    },
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }] } },
    path: "network.visitors",
    remedy: /namespaceSelector/,
    right: { network: { visitors: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/9"] } }] } },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { network: { dns: [{ podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }] } },
    path: "network.dns",
    remedy: /metadata\.name of kube-system/,
    right: { network: { dns: [{ podSelector: {}, namespaceSelector: {} }] } },
  },
  {
    code: "reachable",
    parent: "local",
    wrong: { ...inTwoNamespaces, network: { dns: ownPods } },
    path: "network.dns",
    remedy: /pods of kube-system and of default/,
    right: {
      ...inTwoNamespaces,
      namespaces: { backend: "kube-system", frontend: "kube-system" },
      network: { dns: ownPods },
    },
  },
  {
    code: "reachable",
    parent: "production",
    wrong: { database: { peers: [{ namespaceSelector: {} }] } },
    path: "database.peers",
    remedy: /name its addresses/,
    right: { database: { peers: [{ ipBlock: { cidr: "203.0.113.7/32" } }] } },
  },
  {
    code: "reachable",
    parent: "ci",
    wrong: { namespaces: { backend: "api" } },
    path: "database.peers",
    remedy: /metadata\.name of its namespace/,
    right: {
      namespaces: { backend: "api" },
      database: { peers: [{ podSelector: {}, namespaceSelector: {} }] },
    },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: {
      network,
      frontend: { ingress: { enabled: true, hosts: [{ host: "192.0.2.1", paths: [root] }] } },
    },
    path: "frontend.ingress.hosts[0].host",
    remedy: /a name that leads to it/,
    right: { network, frontend: { ingress: { enabled: true, hosts } } },
  },
  {
    code: "page-host",
    parent: "staging",
    wrong: { frontend: { httpRoute: { hostnames: ["todo.example.com", "www.example.com"] } } },
    path: "frontend.httpRoute.hostnames",
    remedy: /redirect the other hosts/,
    right: { frontend: { httpRoute: { hostnames } } },
  },
  {
    code: "page-host",
    parent: "production",
    wrong: { frontend: { ingress: { hosts: [...hosts, { host: "www.example.com", paths: [root] }], tls } } },
    path: "frontend.ingress.hosts",
    remedy: /redirect the other hosts/,
    // A route that is off leads no host to the page.
    right: { frontend: { httpRoute: { hostnames: ["www.example.com"] } } },
  },
  {
    code: "page-host",
    parent: "ci",
    wrong: {
      network,
      frontend: { ingress: { enabled: true, hosts: [...hosts, { host: "www.example.com", paths: [root] }] } },
    },
    path: "frontend.ingress.hosts",
    remedy: /redirect the other hosts/,
    right: { network, frontend: { ingress: { enabled: true, hosts: [...hosts, ...hosts] } } },
  },
  {
    code: "url-credentials",
    parent: "local",
    wrong: { frontend: { extraEnv: [{ name: "CACHE", value: `redis://:${secretText}@cache:6379/0` }] } },
    path: "frontend.extraEnv[0].value",
    remedy: /secretKeyRef/,
    right: { frontend: { extraEnv: [{ name: "CACHE", value: "redis://cache:6379/0?a=b:c@d" }] } },
  },
  {
    code: "url-credentials",
    parent: "local",
    wrong: { frontend: { extraEnv: [{ name: "CACHE", value: "a://:b@" }] } },
    path: "frontend.extraEnv[0].value",
    remedy: /secretKeyRef/,
    right: { frontend: { extraEnv: [{ name: "CACHE", value: "a://:@" }] } },
  },
  {
    code: "secret-keys",
    parent: "ci",
    wrong: { secret: { tokenSecretKey: "BETTER_AUTH_SECRET" } },
    path: "secret.tokenSecretKey",
    remedy: /key that holds this one/,
    right: { secret: { tokenSecretKey: "TOKEN" } },
  },
  {
    code: "secret-keys",
    parent: "ci",
    wrong: { secret: { frontendDatabaseUrlKey: "API_TOKEN_SECRET" } },
    path: "secret.frontendDatabaseUrlKey",
    remedy: /key that holds this one/,
    right: { secret: { backendDatabaseUrlKey: "URL", frontendDatabaseUrlKey: "URL" } },
  },
  {
    code: "sign-in-limit",
    parent: "production",
    wrong: { frontend: { config: { authRateLimit: false } } },
    path: "frontend.config.authRateLimit",
    remedy: /turn it on/,
    right: {},
  },
  {
    code: "immutable-image",
    parent: "production",
    wrong: { images: { registry: "" } },
    path: "images.registry",
    remedy: /name it/,
    right: { images: { registry: "docker.io/todo" } },
  },
  ...(
    [
      ["[1]", [{ name: "a" }, { name: "a" }]],
      ["[0]", [{}]],
    ] as const
  ).map(([place, pullSecrets]) => ({
    code: "pull-secret",
    parent: "production" as const,
    wrong: { images: { pullSecrets } },
    path: `images.pullSecrets${place}.name`,
    remedy: /take it out/,
    right: { images: { pullSecrets: [{ name: "a" }, { name: "b" }] } },
  })),
  {
    code: "node-image",
    parent: "local",
    wrong: { images: { pullPolicy: "Always" } },
    path: "images.pullPolicy",
    remedy: /or name images\.registry/,
    right: { images: { pullPolicy: "Always", registry: "registry.example.com/todo" } },
  },
  ...["PORT", "DATABASE_URL", "LOG_LEVEL", "API_TOKEN_SECRET"].map((name) => ({
    code: "extra-env",
    parent: "local" as const,
    wrong: { backend: { extraEnv: [{ name, valueFrom: { configMapKeyRef: { name: "a", key: "b" } } }] } },
    path: "backend.extraEnv[0].name",
    remedy: /set the field/,
    right: { backend: { extraEnv: [variable(`${name === "PORT" ? "" : "X"}_PORT`)] } },
  })),
  {
    code: "extra-env",
    parent: "local",
    wrong: { backend: { extraEnv: [variable("HOST")] } },
    path: "backend.extraEnv[0].name",
    remedy: /the image has set it/,
    right: { frontend: { extraEnv: [variable("HOST")] } },
  },
  {
    code: "extra-env",
    parent: "production",
    wrong: { frontend: { extraEnv: [variable("BETTER_AUTH_URL")] } },
    path: "frontend.extraEnv[0].name",
    remedy: /set the field/,
    right: { frontend: { extraEnv: [variable("LOG_LEVEL")] } },
  },
  {
    code: "extra-env",
    parent: "local",
    wrong: { backend: { extraEnv: [variable("A"), variable("B"), variable("A")] } },
    path: "backend.extraEnv[2].name",
    remedy: /one of the two/,
    right: { backend: { extraEnv: [variable("A"), variable("B")] } },
  },
  ...["", "A=B", "1A", "A B"].map((name) => ({
    code: "extra-env",
    parent: "local" as const,
    wrong: { backend: { extraEnv: [variable(name)] } },
    path: "backend.extraEnv[0].name",
    remedy: /another name/,
    right: { backend: { extraEnv: [variable("a.B-1")] } },
  })),
  {
    code: "extra-env",
    parent: "local",
    wrong: { backend: { extraEnv: [{ ...variable("A"), valueFrom: { fieldRef: { fieldPath: "a" } } }] } },
    path: "backend.extraEnv[0]",
    remedy: /leave one/,
    right: { backend: { extraEnv: [{ name: "A", valueFrom: { fieldRef: { fieldPath: "a" } } }] } },
  },
  {
    code: "extra-env",
    parent: "local",
    wrong: { backend: { extraEnv: [{ name: "A", valueFrom: {} }] } },
    path: "backend.extraEnv[0]",
    remedy: /leave one/,
    right: { backend: { extraEnv: [{ name: "A" }] } },
  },
  {
    code: "volumes",
    parent: "local",
    wrong: { backend: { volumes: [{ name: "data" }] } },
    path: "backend.volumes[0].name",
    remedy: /another one/,
    right: { backend: { volumes: [{ name: "more" }] } },
  },
  {
    code: "volumes",
    parent: "local",
    wrong: { backend: { volumes: [{ name: "tmp", emptyDir: {} }] } },
    path: "backend.volumes[0].name",
    remedy: /another one/,
    right: { backend: { volumes: [{ name: "more", emptyDir: {} }] } },
  },
  {
    code: "volumes",
    parent: "local",
    wrong: {
      frontend: { volumes: [{ name: "more" }], volumeMounts: [{ name: "more", mountPath: "/data/" }] },
    },
    path: "frontend.volumeMounts[0].mountPath",
    remedy: /choose another one/,
    right: {
      frontend: { volumes: [{ name: "more" }], volumeMounts: [{ name: "more", mountPath: "/data/more" }] },
    },
  },
  {
    code: "volumes",
    parent: "ci",
    wrong: { frontend: { volumeMounts: [{ name: "data", mountPath: "/more" }] } },
    path: "frontend.volumeMounts[0].name",
    remedy: /add the volume/,
    right: {
      frontend: { volumes: [{ name: "data" }], volumeMounts: [{ name: "data", mountPath: "/data" }] },
    },
  },
  {
    code: "volume-size",
    parent: "local",
    wrong: { backend: { persistence: { size: "1" } } },
    path: "backend.persistence.size",
    remedy: /add the unit/,
    right: { backend: { persistence: { size: "1Mi" } } },
  },
  {
    code: "run-as-user",
    parent: "local",
    wrong: { backend: { podSecurityContext: { runAsUser: 0, runAsNonRoot: true, fsGroup: 1 } } },
    path: "backend.podSecurityContext.runAsUser",
    remedy: /leave it out/,
    right: { backend: { podSecurityContext: { runAsUser: 0, fsGroup: 1 } } },
  },
  {
    code: "run-as-user",
    parent: "production",
    wrong: { frontend: { securityContext: { runAsUser: 0 } } },
    path: "frontend.securityContext.runAsUser",
    remedy: /leave it out/,
    right: { frontend: { securityContext: { runAsUser: 10_001 } } },
  },
  {
    code: "run-as-user",
    parent: "local",
    wrong: {
      backend: { podSecurityContext: { runAsUser: 0, fsGroup: 1 }, securityContext: { runAsNonRoot: true } },
    },
    path: "backend.podSecurityContext.runAsUser",
    remedy: /leave it out/,
    right: {
      backend: {
        podSecurityContext: { runAsUser: 0, runAsNonRoot: true, fsGroup: 1 },
        securityContext: { runAsNonRoot: false },
      },
    },
  },
  {
    code: "resource-size",
    parent: "local",
    wrong: { backend: { resources: { limits: { memory: "256" } } } },
    path: "backend.resources.limits.memory",
    remedy: /number alone is bytes/,
    right: { backend: { resources: { limits: { memory: "256Mi" } } } },
  },
  {
    code: "resource-size",
    parent: "local",
    wrong: { frontend: { resources: { limits: { memory: "127Mi" } } } },
    path: "frontend.resources.limits.memory",
    remedy: /mind the unit/,
    right: { frontend: { resources: { limits: { memory: "128Mi" } } } },
  },
  ...(["/readyz", "/"] as const).map((path) => ({
    code: "probe-answer",
    parent: "local" as const,
    wrong: { backend: { livenessProbe: { httpGet: { path, port: "http" } } } },
    path: "backend.livenessProbe.httpGet.path",
    remedy: /depend on the database/,
    right: { backend: { livenessProbe: { httpGet: alive } } },
  })),
  {
    code: "probe-answer",
    parent: "local",
    wrong: { backend: { readinessProbe: { httpGet: { path: "/ready", port: "http" } } } },
    path: "backend.readinessProbe.httpGet.path",
    remedy: /one of them/,
    right: { backend: { startupProbe: { httpGet: { path: "/readyz", port: "http" } } } },
  },
  {
    code: "probe-answer",
    parent: "local",
    wrong: { backend: { readinessProbe: { httpGet: { ...alive, scheme: "HTTPS" } } } },
    path: "backend.readinessProbe.httpGet.scheme",
    remedy: /leave it out/,
    right: { backend: { readinessProbe: { httpGet: { ...alive, scheme: "HTTP" } } } },
  },
  ...[
    {},
    { grpc: { port: 8000 } },
    { httpGet: alive, grpc: { port: 8000 } },
    { httpGet: alive, tcpSocket: { port: "http" } },
  ].map((readinessProbe) => ({
    code: "probe-answer",
    parent: "local" as const,
    wrong: { backend: { readinessProbe } },
    path: "backend.readinessProbe",
    remedy: /use httpGet/,
    right: { backend: { readinessProbe: { exec: { command: ["true"] } } } },
  })),
  {
    code: "resource-size",
    parent: "local",
    wrong: { backend: { resources: { requests: { cpu: "100" } } } },
    path: "backend.resources.requests.cpu",
    remedy: /whole processors/,
    right: { backend: { resources: { requests: { cpu: "100m" } } } },
  },
  {
    code: "resource-size",
    parent: "local",
    wrong: { backend: { resources: { requests: { gpu: "1" } } } },
    path: "backend.resources.requests.gpu",
    remedy: /correct the name/,
    right: {
      backend: {
        resources: {
          requests: { "ephemeral-storage": "1Gi", "hugepages-2Mi": "64Mi" },
          limits: { "hugepages-2Mi": "64Mi" },
        },
      },
    },
  },
  ...[
    ["value", { key: "a", operator: "Exists", value: "b" }, { key: "a", operator: "Exists" }],
    ["key", { value: "b" }, { operator: "Exists" }],
    ["tolerationSeconds", { key: "a", value: "b", tolerationSeconds: 1 }, { key: "a", value: "b" }],
  ].map(([field, wrong, right]) => ({
    code: "toleration",
    parent: "local" as const,
    wrong: { backend: { tolerations: [wrong] } } as Change,
    path: `backend.tolerations[0].${field}`,
    remedy: /take it out|name it/,
    right: { backend: { tolerations: [right] } } as Change,
  })),
  ...[
    ["[0].maxSkew", [{ ...spread, maxSkew: 0 }]],
    ["[0].topologyKey", [{ ...spread, topologyKey: "" }]],
    ["[1].topologyKey", [spread, { ...spread, maxSkew: 2 }]],
    ["[0].minDomains", [{ ...spread, minDomains: 2 }]],
  ].map(([place, topologySpreadConstraints]) => ({
    code: "topology-spread",
    parent: "local" as const,
    wrong: { backend: { topologySpreadConstraints } } as Change,
    path: `backend.topologySpreadConstraints${place}`,
    remedy: /raise it|name another|take it out/,
    right: {
      backend: {
        topologySpreadConstraints: [
          spread,
          { ...spread, topologyKey: "b" },
          { ...spread, whenUnsatisfiable: "DoNotSchedule" },
        ],
      },
    } as Change,
  })),
  ...["/", "a", "/a:b", "/tmp/../app"].map((mountPath) => ({
    code: "volumes",
    parent: "local" as const,
    wrong: { backend: { volumes: [{ name: "v" }], volumeMounts: [{ name: "v", mountPath }] } },
    path: "backend.volumeMounts[0].mountPath",
    remedy: /choose a folder/,
    right: { backend: { volumes: [{ name: "v" }], volumeMounts: [{ name: "v", mountPath: "/a" }] } },
  })),
  ...["../b", "/b"].map((subPath) => ({
    code: "volumes",
    parent: "local" as const,
    wrong: { backend: { volumes: [{ name: "v" }], volumeMounts: [{ name: "v", mountPath: "/a", subPath }] } },
    path: "backend.volumeMounts[0].subPath",
    remedy: /out/,
    right: {
      backend: { volumes: [{ name: "v" }], volumeMounts: [{ name: "v", mountPath: "/a", subPath: "b" }] },
    },
  })),
  ...[
    { name: "v", emptyDir: {}, secret: { secretName: "a" } },
    { name: "v", secret: {} },
    { name: "v", configMap: {} },
    { name: "v", persistentVolumeClaim: { claimName: "" } },
  ].map((volume) => ({
    code: "volumes",
    parent: "local" as const,
    wrong: { backend: { volumes: [volume] } },
    path: "backend.volumes[0]",
    remedy: /two volumes|name it/,
    right: { backend: { volumes: [{ name: "v", configMap: { name: "a" } }] } },
  })),
  ...[
    ["successThreshold", { successThreshold: 2 }],
    ["initialDelaySeconds", { initialDelaySeconds: -1 }],
    ["httpGet.host", { httpGet: { ...alive, host: "example.com" } }],
    ["tcpSocket.host", { httpGet: undefined, tcpSocket: { port: "http", host: "example.com" } }],
  ].map(([field, change]) => ({
    code: "probe-answer",
    parent: "local" as const,
    wrong: { backend: { livenessProbe: { httpGet: alive, ...(change as object) } } },
    path: `backend.livenessProbe.${field}`,
    remedy: /leave it out/,
    right: { backend: { readinessProbe: { httpGet: alive, successThreshold: 2 } } },
  })),
  ...["a b", "/a", "a/b/c", "", "x".repeat(64)].map((key) => ({
    code: "metadata-key",
    parent: "local" as const,
    wrong: { backend: { podLabels: { [key]: "a" } } },
    path: "backend.podLabels",
    remedy: /correct the key/,
    right: { backend: { podLabels: { "example.com/team": "a", team: "b" } } },
  })),
  {
    code: "liveness-patience",
    parent: "local",
    wrong: {
      frontend: {
        livenessProbe: { httpGet: alive, periodSeconds: 4, timeoutSeconds: 1, failureThreshold: 3 },
      },
    },
    path: "frontend.livenessProbe.failureThreshold",
    remedy: /let pass, not 9.*raise it/,
    right: {
      frontend: {
        livenessProbe: { httpGet: alive, periodSeconds: 4, timeoutSeconds: 2, failureThreshold: 3 },
      },
    },
  },
  {
    code: "startup-window",
    parent: "local",
    wrong: { backend: { startupProbe: { httpGet: alive, periodSeconds: 300, failureThreshold: 1 } } },
    path: "backend.startupProbe.failureThreshold",
    remedy: /raise it/,
    right: { backend: { startupProbe: { httpGet: alive, periodSeconds: 20, failureThreshold: 2 } } },
  },
  {
    code: "startup-window",
    parent: "local",
    wrong: { backend: { startupProbe: { httpGet: alive }, resources: { limits: { cpu: "50m" } } } },
    path: "backend.startupProbe.failureThreshold",
    remedy: /after 40 seconds.*raise it, .*limits\.cpu/,
    right: { backend: { startupProbe: { httpGet: alive }, resources: { limits: { cpu: "100m" } } } },
  },
  {
    code: "resource-size",
    parent: "local",
    wrong: { backend: { resources: { limits: { cpu: "19m" }, requests: { cpu: "10m" } } } },
    path: "backend.resources.limits.cpu",
    remedy: /whole processors/,
    right: { backend: { resources: { limits: { cpu: "20m" }, requests: { cpu: "10m" } } } },
  },
  {
    code: "resource-size",
    parent: "local",
    // How long the start would take with it is not told beside.
    wrong: { backend: { resources: { limits: { cpu: "1m" }, requests: { cpu: "1m" } } } },
    path: "backend.resources.limits.cpu",
    remedy: /whole processors/,
    right: { backend: { resources: { limits: { cpu: "20m" }, requests: { cpu: "1m" } } } },
  },
  {
    code: "startup-window",
    parent: "local",
    wrong: { frontend: { startupProbe: { httpGet: alive, periodSeconds: 1 } } },
    path: "frontend.startupProbe.failureThreshold",
    remedy: /raise it/,
    right: { frontend: { startupProbe: { httpGet: alive } } },
  },
  ...[
    "/app",
    "/app/",
    "//app/.",
    "/app/app/api",
    "/opt",
    "/opt/python/lib",
    "/usr",
    "/usr/local/lib/python3.11",
    "/proc",
    "/dev",
  ].map((mountPath) => ({
    code: "volumes",
    parent: "local" as const,
    wrong: { backend: { scratch: [{ name: "tmp", mountPath, sizeLimit: "64Mi" }] } },
    path: "backend.scratch[0].mountPath",
    remedy: /hide the programs/,
    right: { backend: { scratch: [{ name: "tmp", mountPath: "/app/uploads", sizeLimit: "64Mi" }] } },
  })),
  {
    code: "object-name",
    parent: "local",
    wrong: { namespaces: { backend: "default" }, backend: { fullnameOverride: "kubernetes" }, secret },
    path: "backend.fullnameOverride",
    remedy: /another one/,
    right: { namespaces: { backend: "api" }, backend: { fullnameOverride: "kubernetes" }, secret },
  },
  {
    code: "object-name",
    parent: "local",
    wrong: { backend: { serviceAccount: { name: "default" } } },
    path: "backend.serviceAccount.name",
    remedy: /to use that one/,
    right: { backend: { serviceAccount: { name: "default", create: false } } },
  },
  {
    code: "distinct-names",
    parent: "local",
    wrong: { frontend: { serviceAccount: { name: "todo-backend" } } },
    path: "frontend.serviceAccount.name",
    remedy: /to use that one/,
    right: { frontend: { serviceAccount: { name: "todo-backend", create: false } } },
  },
  ...(
    [
      ["podAffinity", { [required]: [{ topologyKey: "a" }] }, `.${required}[0].labelSelector`],
      ["podAntiAffinity", { [required]: [{ topologyKey: "a" }] }, `.${required}[0].labelSelector`],
      [
        "podAntiAffinity",
        { [preferred]: [{ weight: 1, podAffinityTerm: { topologyKey: "a" } }] },
        `.${preferred}[0].podAffinityTerm.labelSelector`,
      ],
      ["nodeAffinity", { [required]: { nodeSelectorTerms: [{}, {}] } }, `.${required}.nodeSelectorTerms`],
      [
        "nodeAffinity",
        { [required]: { nodeSelectorTerms: [{ matchExpressions: [], matchFields: [] }] } },
        `.${required}.nodeSelectorTerms`,
      ],
      ["nodeAffinity", onNodes({ key: "cores", operator: "Gt", values: ["4x"] }), inExpression],
      ["nodeAffinity", onNodes({ key: "cores", operator: "Lt", values: ["1.5"] }), inExpression],
      ["nodeAffinity", onNodes({ key: "cores", operator: "Gt", values: ["1", "x"] }), inExpression],
      ["nodeAffinity", onNodes({ key: "cores", operator: "Gt", values: ["1", "2"] }), inExpression],
      ["nodeAffinity", onNodes({ key: "cores", operator: "Lt" }), inExpression],
    ] as const
  ).map(([kind, affinity, place]) => ({
    code: "affinity",
    parent: "local" as const,
    wrong: { backend: { affinity: { [kind]: affinity } } } as Change,
    path: `backend.affinity.${kind}${place}`,
    remedy: /app.kubernetes.io\/name|add an expression|whole number/,
    right: {
      backend: {
        affinity: {
          nodeAffinity: {
            [required]: { nodeSelectorTerms: [{}, { matchExpressions: [{ key: "a", operator: "Exists" }] }] },
            [preferred]: [
              { weight: 1, preference: { matchExpressions: [{ key: "a", operator: "Gt", values: ["-4"] }] } },
            ],
          },
          podAntiAffinity: {
            [required]: [{ topologyKey: "a", labelSelector: {} }],
            [preferred]: [{ weight: 1, podAffinityTerm: { topologyKey: "a", labelSelector: {} } }],
          },
        },
      },
    } as Change,
  })),
  {
    code: "affinity",
    parent: "local",
    wrong: { frontend: { affinity: { nodeAffinity: { [required]: { nodeSelectorTerms: [{}] } } } } },
    path: `frontend.affinity.nodeAffinity.${required}.nodeSelectorTerms`,
    remedy: /add an expression/,
    right: {
      frontend: {
        affinity: {
          nodeAffinity: {
            [required]: {
              nodeSelectorTerms: [
                { matchFields: [{ key: "metadata.name", operator: "In", values: ["node-1"] }] },
              ],
            },
          },
          podAffinity: {
            [required]: [{ topologyKey: "a", labelSelector: { matchExpressions: [] } }],
          },
        },
      },
    },
  },
  ...[
    { matchLabelKeys: ["app.kubernetes.io/name"] },
    { matchLabelKeys: ["a", "app.kubernetes.io/instance"] },
    { matchLabelKeys: ["a"], labelSelector: { matchLabels: { a: "b" } } },
    { matchLabelKeys: ["a"], labelSelector: { matchExpressions: [{ key: "a", operator: "Exists" }] } },
  ].map((twice) => ({
    code: "topology-spread",
    parent: "local" as const,
    wrong: { frontend: { topologySpreadConstraints: [{ ...spread, ...twice }] } } as Change,
    path: "frontend.topologySpreadConstraints[0].matchLabelKeys",
    remedy: /take it out/,
    right: {
      frontend: {
        topologySpreadConstraints: [
          {
            ...spread,
            matchLabelKeys: ["app.kubernetes.io/name"],
            labelSelector: { matchLabels: { a: "b" } },
          },
        ],
      },
    },
  })),
  {
    code: "ready-in-time",
    parent: "local",
    wrong: { backend: { startupProbe: { httpGet: alive, initialDelaySeconds: 300, periodSeconds: 301 } } },
    path: "backend.startupProbe",
    remedy: /within 600 seconds, not after 601.*initialDelaySeconds/,
    right: { backend: { startupProbe: { httpGet: alive, initialDelaySeconds: 300, periodSeconds: 300 } } },
  },
  ...[
    { initialDelaySeconds: 601 },
    { initialDelaySeconds: 591, periodSeconds: 5, successThreshold: 3 },
    { periodSeconds: 60, successThreshold: 11 },
  ].map((late) => ({
    code: "ready-in-time",
    parent: "local" as const,
    wrong: { frontend: { readinessProbe: { httpGet: alive, ...late } } },
    path: "frontend.readinessProbe",
    remedy: /within 600 seconds, not after 601.*lower/,
    right: {
      frontend: { readinessProbe: { httpGet: alive, initialDelaySeconds: 580, successThreshold: 3 } },
    },
  })),
  {
    code: "resource-size",
    parent: "local",
    wrong: { backend: { resources: { limits: { "ephemeral-storage": "63Mi" } } } },
    path: "backend.resources.limits.ephemeral-storage",
    remedy: /number alone is bytes/,
    right: { backend: { resources: { limits: { "ephemeral-storage": "64Mi" } } } },
  },
  ...(["service", "ingress", "httpRoute", "serviceAccount"] as const).map((object) => ({
    code: "metadata-key",
    parent: "production" as const,
    wrong: { frontend: { [object]: { annotations: { "a b": "c" } } } } as Change,
    path: `frontend.${object}.annotations`,
    remedy: /correct the key/,
    right: { frontend: { [object]: { annotations: { "Example.com/a": "c" } } } } as Change,
  })),
  {
    code: "reachable",
    parent: "production",
    wrong: { network: { apiVisitors: ingressNginx }, backend: { service: { type: "NodePort" } } },
    path: "network.apiVisitors",
    remedy: /from outside the cluster/,
    // Prometheus comes from inside.
    right: { network: { apiVisitors: everybody }, backend: { service: { type: "NodePort" } } },
  },
  ...["Example.com/a", "a..b/c", "a-.b/c", `${"a".repeat(254)}/c`].map((key) => ({
    code: "metadata-key",
    parent: "local" as const,
    wrong: { backend: { nodeSelector: { [key]: "a" } } },
    path: "backend.nodeSelector",
    remedy: /correct the key/,
    right: {
      backend: { podAnnotations: { "Example.com/A": "a" }, nodeSelector: { "a.b-c.example/A_b": "a" } },
    },
  })),
];

describe("a rule refuses what it is for, and only that:", () => {
  test.each(cases)("$code at $path in $parent", ({ code, parent, wrong, right, path, remedy }) => {
    expect(issuesOf(parent, wrong)).toEqual([
      expect.objectContaining({ code, path, environment: "changed", message: expect.stringMatching(remedy) }),
    ]);
    expect(issuesOf(parent, right)).toEqual([]);
  });

  test("staging and production may not be made of SQLite", () => {
    for (const parent of ["staging", "production"] as const) {
      expect(issuesOf(parent, { database: { kind: "sqlite" } })).toContainEqual(
        expect.objectContaining({ code: "external-database", path: "database.kind" }),
      );
    }
  });

  test("a secret's text is not in the issue about it", () => {
    const issues = issuesOf("local", { backend: { extraEnv: [{ name: "PASSWORD", value: secretText }] } });
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain(secretText);
  });
});

test("policies that are off are warned of, and nothing is blocked by them", () => {
  const off = defineEnvironment({
    name: "off",
    extends: "production",
    network: { enforce: false, visitors: ownPods, scrapers: [] },
    database: { peers: [] },
  });
  const { issues, warnings } = evaluate(project, off);
  expect(issues).toEqual([]);
  expect(warnings).toMatchObject([{ code: "policies-enforced", path: "network.enforce" }]);
  expect(evaluate(project, "production").warnings).toEqual([]);
});

test.each([
  ["peer-namespace", "network.visitors[0]", { network: { visitors: ownPods } }],
  [
    "plain-http",
    "frontend.service.type",
    {
      frontend: { service: { type: "LoadBalancer" } },
      network: { visitors: [...ingressNginx, ...everybody] },
    },
  ],
  [
    "pre-stop-wait",
    "backend.lifecycle.preStopSleepSeconds",
    { backend: { lifecycle: { preStopSleepSeconds: 0 } } },
  ],
  [
    "volume-group",
    "backend.podSecurityContext.fsGroup",
    {
      database: { kind: "sqlite" },
      backend: { podSecurityContext: { runAsNonRoot: true } },
    },
  ],
] as [string, string, Change][])("%s warns at %s", (code, path, change) => {
  const changed = defineEnvironment({ name: "changed", extends: "production", ...change } as Parameters<
    typeof defineEnvironment
  >[0]);
  expect(evaluate(project, changed).warnings).toMatchObject([{ code, path }]);
});

test("what hosted pods do is asked of staging as of production, and of no other stage", () => {
  const lifecycle = { preStopSleepSeconds: 0 };
  const warned = (["local", "ci", "staging", "production"] as const).filter((parent) => {
    const changed = defineEnvironment({ name: "changed", extends: parent, backend: { lifecycle } });
    return evaluate(project, changed).warnings.some(({ code }) => code === "pre-stop-wait");
  });
  expect(warned).toEqual(["staging", "production"]);
});

test("every rule has a case, a code of its own and a description", () => {
  const codes = rules.map(({ code }) => code);
  const refusing = rules.filter(({ severity }) => severity === "error").map(({ code }) => code);
  expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(refusing));
  expect(new Set(codes).size).toBe(codes.length);
  for (const { description } of rules) expect(description).toMatch(/^[A-Z].*\.$/);
});

test("issues of several rules are told together", () => {
  const codes = issuesOf("production", {
    images: { tag: "latest" },
    secret: { create: true },
    database: { external: false },
  });
  expect(codes.map(({ code }) => code)).toEqual(["external-database", "secret-reference", "immutable-image"]);
});

test.each([...project.environments.keys()] as EnvironmentName[])("%s keeps every rule", (name) => {
  expect(issuesOf(name, {})).toEqual([]);
});

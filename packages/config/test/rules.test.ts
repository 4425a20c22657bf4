import { describe, expect, test } from "vitest";
import { defineEnvironment, project, renderValues, ValuesError } from "../src/index.ts";
import { rules } from "../src/rules/rules.ts";

type Change = Omit<Parameters<typeof defineEnvironment>[0], "name" | "extends">;
type Parent = "local" | "ci" | "staging" | "production";

/** What is wrong with an environment of the repository after a change. */
function issuesOf(parent: Parent, change: Change) {
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
  readonly parent: Parent;
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
const autoscaled = { enabled: true, minReplicas: 2, maxReplicas: 4 };
const secretText = "s3cret-s3cret";

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
    wrong: { backend: { service: { type: "NodePort", nodePort: 30_000 } } },
    path: "frontend.service.nodePort",
    remedy: /port of its own/,
    right: { backend: { service: { type: "NodePort", nodePort: 30_001 } } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: { frontend: { ingress: { enabled: true } } },
    path: "frontend.ingress.hosts",
    remedy: /add the host/,
    right: { frontend: { ingress: { enabled: true, hosts } } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: { backend: { httpRoute: { enabled: true } } },
    path: "backend.httpRoute.hostnames",
    remedy: /add the host/,
    right: { backend: { httpRoute: { enabled: true, hostnames } } },
  },
  {
    code: "exposure-host",
    parent: "ci",
    wrong: {
      frontend: { ingress: { enabled: true, hosts: [{ host: "a.b", paths: [{ ...root, path: "/a" }] }] } },
    },
    path: "frontend.ingress.hosts[0].paths",
    remedy: /pathType/,
    right: { frontend: { ingress: { enabled: true, hosts } } },
  },
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
    code: "sqlite-one-pod",
    parent: "local",
    wrong: { backend: { replicaCount: 2 } },
    path: "backend.replicaCount",
    remedy: /PostgreSQL/,
    right: { backend: { replicaCount: 2 }, database: { kind: "postgres" } },
  },
  {
    code: "sqlite-one-pod",
    parent: "local",
    wrong: { frontend: { autoscaling: autoscaled } },
    path: "frontend.autoscaling.enabled",
    remedy: /PostgreSQL/,
    right: { frontend: { autoscaling: autoscaled }, database: { kind: "postgres" } },
  },
  {
    code: "sqlite-volume",
    parent: "local",
    wrong: { backend: { persistence: { enabled: false } } },
    path: "backend.persistence.enabled",
    remedy: /turn it on/,
    right: { backend: { persistence: { enabled: false } }, frontend: {}, database: { kind: "postgres" } },
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
      backend: { extraEnv: [{ name: "API_TOKEN", valueFrom: { secretKeyRef: { name: "a", key: "b" } } }] },
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
    wrong: { backend: { livenessProbe: { httpGet: { path: "/", port: 9000 } } } },
    path: "backend.livenessProbe.httpGet.port",
    remedy: /use "http"/,
    right: { backend: { livenessProbe: { httpGet: { path: "/", port: 8000 } } } },
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

test("every rule has a case, a code of its own and a description", () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(codes));
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

test.each([...project.environments.keys()] as Parent[])("%s keeps every rule", (name) => {
  expect(issuesOf(name, {})).toEqual([]);
});

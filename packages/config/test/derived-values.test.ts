import { describe, expect, test } from "vitest";
import { defineEnvironment, type EnvironmentName, renderValues, resolveEnvironment } from "../src/index.ts";

/** The values of an environment that extends `local`, or another one. */
const valuesOf = (change: object, parent: EnvironmentName = "local") =>
  renderValues(defineEnvironment({ name: "derived", extends: parent, ...change }));

describe("the frontend's API URL", () => {
  test.each([
    { what: "the short name in one namespace", change: {}, is: "http://todo-backend:8000" },
    {
      what: "the full name in another one",
      change: { namespaces: { backend: "api" }, secret: { create: false } },
      is: "http://todo-backend.api.svc.cluster.local:8000",
    },
    {
      what: "the backend's port",
      change: { backend: { service: { port: 9000 } } },
      is: "http://todo-backend:9000",
    },
    {
      what: "the backend's release",
      change: { releases: { backend: "blue" } },
      is: "http://blue-todo-backend:8000",
    },
    {
      what: "the backend's other name",
      change: { backend: { nameOverride: "api" } },
      is: "http://todo-backend-api:8000",
    },
    {
      what: "the backend's other full name",
      change: { backend: { nameOverride: "x", fullnameOverride: "api" } },
      is: "http://api:8000",
    },
    {
      what: "a release that has the chart's name in it",
      change: { releases: { backend: "my-todo-backend" } },
      is: "http://my-todo-backend:8000",
    },
  ])("is $what", ({ change, is }) => {
    expect(valuesOf(change).frontend.config.apiUrl).toBe(is);
  });
});

describe("the origin that people open", () => {
  test.each<{ what: string; parent: EnvironmentName; change: object; is: string }>([
    { what: "unknown behind a node port", parent: "local", change: {}, is: "" },
    { what: "the ingress' host with TLS", parent: "production", change: {}, is: "https://todo.example.com" },
    {
      what: "without TLS elsewhere",
      parent: "ci",
      change: {
        network: { proxies: ["10.0.0.0/8"] },
        frontend: {
          ingress: { enabled: true, hosts: [{ host: "a.b", paths: [{ path: "/", pathType: "Prefix" }] }] },
        },
      },
      is: "http://a.b",
    },
    {
      what: "a gateway's host, which ends TLS",
      parent: "staging",
      change: {},
      is: "https://staging.todo.example.com",
    },
  ])("is $what", ({ parent, change, is }) => {
    expect(valuesOf(change, parent).frontend.config.publicUrl).toBe(is);
  });
});

describe("images", () => {
  const digest = `sha256:${"0a".repeat(32)}`;

  test.each([
    {
      what: "have the registry in front",
      change: { images: { registry: "r.example.com/x", tag: "2" } },
      backend: { repository: "r.example.com/x/todo-backend", tag: "2" },
      frontend: { repository: "r.example.com/x/todo-frontend", tag: "2" },
    },
    {
      what: "are the node's own without one",
      change: {},
      backend: { repository: "todo-backend" },
      frontend: { repository: "todo-frontend" },
    },
    {
      what: "have each their digest",
      change: { images: { backendDigest: digest } },
      backend: { digest },
      frontend: { digest: "" },
    },
    {
      what: "share a policy",
      change: { images: { registry: "registry.example.com", pullPolicy: "Always" } },
      backend: { pullPolicy: "Always" },
      frontend: { pullPolicy: "Always" },
    },
  ])("$what", ({ change, backend, frontend }) => {
    const values = valuesOf(change);
    expect(values.backend.image).toMatchObject(backend);
    expect(values.frontend.image).toMatchObject(frontend);
  });
});

test("both charts are pulled with the same credentials", () => {
  const { backend, frontend } = valuesOf({ images: { pullSecrets: [{ name: "a" }] } });
  expect([backend.imagePullSecrets, frontend.imagePullSecrets]).toEqual([[{ name: "a" }], [{ name: "a" }]]);
});

test("both charts read one Secret, and at most one of them makes it", () => {
  const shared = { name: "other", authSecretKey: "AUTH", tokenSecretKey: "TOKENS", revision: "2" };
  const { backend, frontend } = valuesOf({
    secret: { ...shared, backendDatabaseUrlKey: "TODOS_URL", frontendDatabaseUrlKey: "ACCOUNTS_URL" },
  });
  expect(backend.secret).toEqual({ ...shared, databaseUrlKey: "TODOS_URL", create: true });
  expect(frontend.secret).toEqual({ ...shared, databaseUrlKey: "ACCOUNTS_URL", create: false });
});

test("both charts have one kind of database, each its own file", () => {
  const { backend, frontend } = valuesOf({ database: { kind: "postgres", port: 6432 } }, "ci");
  expect([backend.database.kind, frontend.database.kind]).toEqual(["postgres", "postgres"]);
  expect([backend.networkPolicy.database.port, frontend.networkPolicy.database.port]).toEqual([6432, 6432]);
  const local = renderValues("local");
  expect(local.backend.database.path).not.toBe(local.frontend.database.path);
});

describe("the policies let through", () => {
  const pods = (name: string, instance: string) => ({
    podSelector: { matchLabels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance } },
  });

  test("the frontend to the backend, by release, on the backend's port", () => {
    const { backend, frontend } = valuesOf({
      releases: { frontend: "web" },
      backend: { service: { port: 9000 } },
    });
    expect(backend.networkPolicy.clients).toEqual([pods("todo-frontend", "web")]);
    expect(frontend.networkPolicy.backend).toEqual({
      port: 9000,
      peers: [pods("todo-backend", "todo-backend")],
    });
  });

  test("a service by its other name", () => {
    const { frontend } = valuesOf({ backend: { nameOverride: "api" } });
    expect(frontend.networkPolicy.backend.peers).toEqual([pods("api", "todo-backend")]);
  });

  test("across namespaces by the namespaces' names", () => {
    const { backend, frontend } = valuesOf({
      namespaces: { backend: "api", frontend: "web" },
      secret: { create: false },
    });
    const inNamespace = (name: string) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
    });
    expect(backend.networkPolicy.clients).toMatchObject([inNamespace("web")]);
    expect(frontend.networkPolicy.backend.peers).toMatchObject([inNamespace("api")]);
  });

  test("the API's visitors and Prometheus to the backend, beside the frontend", () => {
    const [api, prometheus] = ["api", "monitoring"].map((name) => ({
      namespaceSelector: { matchLabels: { name } },
    }));
    const { backend, frontend } = valuesOf({ network: { apiVisitors: [api], scrapers: [prometheus] } });
    expect(backend.networkPolicy.clients).toContainEqual(api);
    expect(backend.networkPolicy.clients).toHaveLength(2);
    expect(backend.networkPolicy.scrapers).toEqual([prometheus]);
    expect(frontend.networkPolicy.clients).not.toContainEqual(api);
  });

  test("the visitors to the frontend alone", () => {
    const visitors = [{ ipBlock: { cidr: "10.0.0.0/8" } }];
    const { backend, frontend } = valuesOf({ network: { visitors } });
    expect(frontend.networkPolicy.clients).toEqual(visitors);
    expect(JSON.stringify(backend.networkPolicy)).not.toContain("10.0.0.0");
  });
});

test("local is what a developer's machine needs", () => {
  const { backend, frontend } = renderValues("local");
  expect(backend).toMatchObject({
    replicaCount: 1,
    service: { type: "ClusterIP", port: 8000, nodePort: 0 },
    persistence: { enabled: true },
  });
  expect(frontend).toMatchObject({ replicaCount: 1, service: { type: "NodePort", nodePort: 30_000 } });
  expect(resolveEnvironment("local")).toMatchObject({
    name: "local",
    context: "minikube",
    namespaces: { backend: "default" },
  });
});

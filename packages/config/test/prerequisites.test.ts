import { evaluate } from "@chartmodel/schema";
import { expect, test } from "vitest";
import { prerequisites } from "../src/docs/prerequisites.ts";
import { defineEnvironment, type EnvironmentName, project } from "../src/index.ts";
import type { View } from "../src/view.ts";

type Change = Omit<Parameters<typeof defineEnvironment>[0], "name" | "extends">;

const ingress = {
  enabled: true,
  hosts: [{ host: "todo.example.com", paths: [{ path: "/", pathType: "Prefix" }] }],
  tls: [{ secretName: "todo-tls", hosts: ["todo.example.com"] }],
};

/** The rows of the page for an environment of the repository after a change, as far as they are about certain things. */
function rowsOf(parent: EnvironmentName, change: Change, about: RegExp): string[] {
  const environment = { name: "changed", extends: parent, ...change } as Parameters<
    typeof defineEnvironment
  >[0];
  const evaluation = evaluate(project, defineEnvironment(environment));
  const page = prerequisites({ environments: [evaluation] } as unknown as View);
  return page.split("\n").filter((line) => about.test(line));
}

test("what variables and volumes that are added refer to is told beforehand, unless they do without", () => {
  const rows = rowsOf(
    "local",
    {
      backend: {
        extraEnv: [
          { name: "A", valueFrom: { secretKeyRef: { name: "keys", key: "a" } } },
          { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "b" } } },
          { name: "C", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "D", valueFrom: { secretKeyRef: { name: "maybe", key: "d", optional: true } } },
          { name: "E", valueFrom: { configMapKeyRef: { name: "maybe", key: "e", optional: true } } },
        ],
      },
      frontend: {
        volumes: [
          { name: "tls", secret: { secretName: "certificates" } },
          { name: "texts", configMap: { name: "texts" } },
          { name: "files", persistentVolumeClaim: { claimName: "files" } },
          { name: "more", emptyDir: {} },
          { name: "maybe", secret: { secretName: "maybe", optional: true } },
          {
            name: "all",
            projected: {
              sources: [
                { secret: { name: "one" } },
                { configMap: { name: "two" } },
                { configMap: { name: "maybe", optional: true } },
                { serviceAccountToken: { path: "token" } },
              ],
            },
          },
        ],
      },
    },
    /^\| (?:Secret|ConfigMap|PersistentVolumeClaim) /,
  );
  expect(rows).toEqual([
    "| Secret | `keys` with `a` |",
    "| ConfigMap | `settings` with `b` |",
    "| Secret | `certificates` |",
    "| ConfigMap | `texts` |",
    "| PersistentVolumeClaim | `files` |",
    "| Secret | `one` |",
    "| ConfigMap | `two` |",
  ]);
});

test("with two namespaces it is told which one has to have an object", () => {
  const rows = rowsOf(
    "staging",
    {
      namespaces: { backend: "api", frontend: "page" },
      images: { pullSecrets: [{ name: "registry-credentials" }] },
      backend: { serviceAccount: { create: false, name: "todo" } },
      frontend: {
        extraEnv: [{ name: "A", valueFrom: { secretKeyRef: { name: "keys", key: "a" } } }],
        httpRoute: { enabled: false },
        ingress,
      },
    } as Change,
    /^\| (?:Secret|ServiceAccount) \| `(?!todo-secrets)/,
  );
  expect(rows).toEqual([
    "| Secret | `registry-credentials` in `api` and `page`, of type `kubernetes.io/dockerconfigjson` |",
    "| ServiceAccount | `todo` in `api` |",
    "| Secret | `todo-tls` in `page`, of type `kubernetes.io/tls` |",
    "| Secret | `keys` in `page` with `a` |",
  ]);
});

test("a class of priority and an account are told where they are named", () => {
  const about = /^\| (?:PriorityClass|ServiceAccount) /;
  const change = { priorityClassName: "high", serviceAccount: { create: false, name: "todo" } };
  expect(rowsOf("local", { backend: change }, about)).toEqual([
    "| PriorityClass | `high` |",
    "| ServiceAccount | `todo` |",
  ]);
  // The namespace's own account is in each.
  expect(rowsOf("local", { backend: { serviceAccount: { create: false } } }, about)).toEqual([]);
});

test("a certificate that an Issuer of the namespace makes is no Secret that has to be there", () => {
  const annotations = { "cert-manager.io/issuer": "internal" };
  const frontend = { httpRoute: { enabled: false }, ingress: { ...ingress, annotations } };
  expect(rowsOf("staging", { frontend } as Change, /todo-tls/)).toEqual([
    "| cert-manager | Issuer `internal`, which fills the Secret `todo-tls` |",
  ]);
});

test("nodes have the labels without which no pod is placed", () => {
  const topologySpreadConstraints = [
    { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
    { maxSkew: 1, topologyKey: "a", whenUnsatisfiable: "ScheduleAnyway" },
  ] as const;
  const nodeSelector = { pool: "web", "kubernetes.io/arch": "amd64" };
  const rows = rowsOf("local", { backend: { nodeSelector, topologySpreadConstraints } }, /^\| nodes /);
  expect(rows).toEqual([
    "| nodes | with the labels `pool=web`, `kubernetes.io/arch=amd64` |",
    "| nodes | with the label `topology.kubernetes.io/zone` |",
  ]);
});

test.each([
  ["ci", {}, 60],
  ["ci", { backend: { replicaCount: 3 } }, 75],
  ["production", {}, 220],
] as const)("the database of %s with %o has room for %i connections", (parent, change, connections) => {
  const [row] = rowsOf(parent, change as Change, /^\| PostgreSQL /);
  expect(row).toContain(`; up to ${connections} connections at once`);
});

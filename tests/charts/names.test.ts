import { defineEnvironment, renderValues } from "@todo-stack/config";
import { describe, expect, test } from "vitest";
import { type Any, find, render } from "./helm.ts";

const cases = [
  { release: "todo-backend", names: {} },
  { release: "preview", names: {} },
  { release: "my-todo-backend-2", names: {} },
  { release: "preview", names: { nameOverride: "api" } },
  { release: "my-api", names: { nameOverride: "api" } },
  { release: "preview", names: { nameOverride: "api", fullnameOverride: "todo-api" } },
];

describe.each(cases)("with the backend's release $release and $names", ({ release, names }) => {
  const environment = defineEnvironment({
    name: "named",
    extends: "ci",
    releases: { backend: release },
    backend: names,
  });
  const manifests = render("todo-backend", "ci", (values) => Object.assign(values, names), release);
  const { config, networkPolicy } = renderValues(environment).frontend;

  test("the frontend calls the backend by the name of its Service", async () => {
    expect(new URL(config.apiUrl).hostname).toBe(find(await manifests, "Service").metadata.name);
  });

  test("the frontend's policy selects the backend's pods", async () => {
    const { matchLabels } = (networkPolicy.backend.peers as Any)[0].podSelector;
    expect(matchLabels).toEqual(find(await manifests, "Deployment").spec.selector.matchLabels);
    expect(find(await manifests, "Deployment").spec.template.metadata.labels).toMatchObject(matchLabels);
  });
});

test("a service account is created under its own name where it has one", async () => {
  const accounts = async (serviceAccount: object) => {
    const manifests = await render("todo-backend", "ci", (values) => {
      Object.assign(values.serviceAccount, serviceAccount);
    });
    const { serviceAccountName } = find(manifests, "Deployment").spec.template.spec;
    return [find(manifests, "ServiceAccount")?.metadata.name, serviceAccountName];
  };
  expect(await accounts({})).toEqual(["todo-backend", "todo-backend"]);
  expect(await accounts({ name: "own" })).toEqual(["own", "own"]);
  expect(await accounts({ create: false, name: "own" })).toEqual([undefined, "own"]);
  expect(await accounts({ create: false })).toEqual([undefined, undefined]);
});

test.each(["null", "true", "no", "y"])(
  "a name that YAML reads as something else stays a name: %s",
  async (name) => {
    const manifests = await render("todo-backend", "production", (values) => {
      Object.assign(values, { fullnameOverride: name, nameOverride: name });
      values.serviceAccount.name = name;
    });
    const names = manifests.flatMap((manifest) => [
      manifest.metadata.name,
      ...Object.values<Any>(manifest.metadata.labels ?? {}),
      manifest.spec?.template?.spec.serviceAccountName ?? name,
    ]);
    expect(names.filter((each) => typeof each !== "string")).toEqual([]);
    expect(find(manifests, "Service").metadata.name).toBe(name);
  },
);

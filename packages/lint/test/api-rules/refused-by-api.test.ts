import { describe, expect, test } from "vitest";
import { refusedByApi } from "../../src/api-rules/refused-by-api.ts";
import { parseManifests } from "../../src/manifest/parse-manifests.ts";
import { checkManifests } from "../../src/manifest-checks/check-manifests.ts";
import { manifestValidators } from "../../src/manifest-checks/manifest-validators.ts";
import { cases } from "./objects.ts";

/** As Helm prints it. */
const rendered = (object: object) =>
  parseManifests(`---\n# Source: web/templates/a.yaml\n${JSON.stringify(object)}\n`);

const validators = await manifestValidators();

describe("what the API server", () => {
  test.each(cases.filter(({ path }) => path === undefined))("takes: $title", async ({ object }) => {
    const { findings } = await checkManifests(rendered(object), validators);
    expect(findings).toEqual([]);
  });

  test.each(cases.filter(({ path }) => path !== undefined))("refuses: $title", async ({ object, path }) => {
    const { findings } = await checkManifests(rendered(object), validators);
    expect(findings.map((finding) => finding.path)).toContain(path);
    for (const { message } of findings) expect(message).toMatch(/ (must be|is missing)/);
  });
});

describe("the rules", () => {
  const refused = (object: object) => rendered(object).manifests.flatMap(refusedByApi);

  test("say what is expected and what is there instead", () => {
    expect(refused({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "Bad Name!" } })).toEqual([
      {
        path: "metadata.name",
        code: "manifest-refused",
        manifest: "ConfigMap Bad Name!",
        expected: expect.stringContaining("lower-case letters"),
        received: '"Bad Name!"',
        message: expect.stringMatching(
          /^ConfigMap Bad Name!: metadata.name must be a name of .*, found "Bad Name!"$/,
        ),
      },
    ]);
  });

  test("leave alone what they do not know", () => {
    const metadata = { name: "Any Name", labels: { "a b": "c d" } };
    expect(refused({ apiVersion: "example.com/v1", kind: "Deployment", metadata })).toEqual([]);
    expect(refused({ apiVersion: "apps/v1", kind: "Thing", metadata })).toEqual([]);
  });

  test("take a value of another type for the schema's to refuse", () => {
    for (const odd of [null, 1, "a", true, [], [1], {}, { a: 1 }])
      for (const { object } of cases)
        for (const key of Object.keys(object)) expect(() => refused({ ...object, [key]: odd })).not.toThrow();
  });

  test("say of an image what the kubelet would", () => {
    const pod = (image: string) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web" },
      spec: { containers: [{ name: "web", image }] },
    });
    for (const image of [
      "web",
      "web:1.2",
      `a.example:5000/b/c_d:v1@sha256:${"0".repeat(64)}`,
      "localhost/a__b",
      " ",
    ])
      expect(refused(pod(image))).toEqual([]);
    for (const image of [
      "registry-.example.com/a",
      "a.example/b-/c",
      "a.example/a..b",
      "Web",
      "web:",
      ":1",
      "a//b",
      "web:a b",
    ])
      expect(refused(pod(image))).toMatchObject([{ path: "spec.containers[0].image" }]);
  });

  test("judge a route where its definition is not at hand", () => {
    const route = (spec: object) => ({
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: { name: "web" },
      spec,
    });
    const parents = (...parentRefs: object[]) => refused(route({ parentRefs })).map(({ path }) => path);
    expect(parents({ name: "a" }, { name: "b" }, { name: "a", namespace: "c" })).toEqual([]);
    expect(parents({ name: "a", sectionName: "x" }, { name: "a", sectionName: "y" })).toEqual([]);
    expect(parents({ name: "a" }, { name: "a" })).toEqual(["spec.parentRefs[1]"]);
    expect(parents({ name: "a" }, { name: "a", sectionName: "x" })).toEqual(["spec.parentRefs[1]"]);
    expect(parents({ name: "a", namespace: "a.b" })).toEqual(["spec.parentRefs[0].namespace"]);
    expect(parents(...Array.from({ length: 33 }, (_, index) => ({ name: `a${index}` })))).toEqual([
      "spec.parentRefs",
    ]);
    const hostnames = Array.from({ length: 17 }, (_, index) => `h${index}.example`);
    expect(refused(route({ hostnames }))).toMatchObject([{ path: "spec.hostnames", received: "17" }]);
    expect(refused(route({ rules: [{ backendRefs: [{ name: "a" }] }] }))).toMatchObject([
      { path: "spec.rules[0].backendRefs[0].port" },
    ]);
  });

  test("show nothing of a secret", () => {
    const data = { "a/b": Buffer.from("hunter2").toString("base64") };
    const findings = refused({ apiVersion: "v1", kind: "Secret", metadata: { name: "web" }, data });
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings)).not.toMatch(/hunter2|aHVudGVyMg/);
  });
});

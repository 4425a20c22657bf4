import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defineModel, defineProject, environmentsOf, evaluate, Type } from "../../src/index.ts";
import { jsonnetLayers } from "../../src/resolve/jsonnet-layers.ts";
import { OverlayError } from "../../src/resolve/overlay-error.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { projectIn, tempProject } from "../support/temp-project.ts";

const model = defineModel({
  name: "layered",
  values: Type.Object({
    zones: Type.Integer({ default: 2 }),
    pods: Type.Integer({ default: 1 }),
    password: Type.String({ secret: true, default: "hunter2-hunter2" }),
  }),
});
const project = defineProject({
  name: "layered",
  environment: model,
  environments: [environmentsOf(model)({ name: "production", zones: 3 })],
  charts: {},
  projection: () => ({}),
});

/** The environment with one overlay of this text over it, and over this one of plain values. */
function resolve(text: string, files: Record<string, string> = {}, below: object = {}) {
  const { folder, write } = projectIn(tempFolder());
  write("overlays/one.jsonnet", text);
  for (const [file, content] of Object.entries(files)) write(file, content);
  const sources = new Set<string>();
  const layerOf = jsonnetLayers(folder, model.schema, sources);
  const { resolved } = evaluate(project, "production", {
    layers: [
      { kind: "overlay", name: "below", values: below },
      layerOf(join(folder, "overlays/one.jsonnet"), "overlays/one.jsonnet"),
    ],
  });
  return { ...resolved, sources: [...sources].map((file) => file.slice(folder.length + 1)) };
}

describe("an overlay in Jsonnet", () => {
  test("computes from the environment so far: defaults, the environment, overlays below", () => {
    const text = `local so_far = std.extVar("environment"); { pods: so_far.zones * 2 + so_far.pods }`;
    expect(resolve(text).value).toMatchObject({ zones: 3, pods: 7 });
    expect(resolve(text, {}, { zones: 5, pods: 4 }).value).toMatchObject({ zones: 5, pods: 14 });
  });

  test("is called by its path in the project, as are its imports", () => {
    const text = `
      local part = import "../parts/part.libsonnet";
      { pods: if [std.thisFile, part] == ["overlays/one.jsonnet", "parts/part.libsonnet"] then 8 else 1 }`;
    const { value, sources } = resolve(text, { "parts/part.libsonnet": "std.thisFile" });
    expect(value).toMatchObject({ pods: 8 });
    expect(sources).toContain("parts/part.libsonnet");
  });

  test("knows the environment's name", () => {
    const text = `{ pods: if std.extVar("environment").name == "production" then 9 else 1 }`;
    expect(resolve(text).value).toMatchObject({ pods: 9 });
  });

  test.each(["name", "extends"])("has no key of the model's for the environment's own %s", (key) => {
    const environment = defineModel({ name: "own", values: Type.Object({ [key]: Type.String() }) });
    const { name, charts } = project;
    expect(() =>
      defineProject({ name, environment, environments: [], charts, projection: () => ({}) }),
    ).toThrow(`the environment model has the key ${key}, which every environment has itself`);
  });

  test("imports what is in the project, and says what it imported", () => {
    const text = `(import "part.libsonnet") + (import "../lib/shared.libsonnet")`;
    const files = { "overlays/part.libsonnet": "{ pods: 3 }", "lib/shared.libsonnet": "{ zones: 1 }" };
    const { value, sources } = resolve(text, files);
    expect(value).toMatchObject({ pods: 3, zones: 1 });
    expect(sources).toEqual(["overlays/part.libsonnet", "lib/shared.libsonnet"]);
  });

  test("is checked against the model like any other", () => {
    expect(resolve("{ podds: 1 }").issues[0]?.message).toMatch(/podds/);
  });

  test.each([
    ["a syntax error", "{\n  pods: }", {}, /^overlays\/one\.jsonnet:2:9: Unexpected/],
    [
      "an error of an import",
      'import "part.libsonnet"',
      { "overlays/part.libsonnet": "{\n pods: nope }" },
      /^overlays\/part\.libsonnet:2:8: Unknown variable: nope$/,
    ],
    [
      "what is no map",
      "[1]",
      {},
      /^overlays\/one\.jsonnet: an overlay is a map of values, but this is a list$/,
    ],
    ["null", "null", {}, /^overlays\/one\.jsonnet: /],
    ["a file of the machine", 'importstr "/etc/hosts"', {}, /none of the folders that may be read/],
    [
      "a secret in an error",
      'error "no " + std.extVar("environment").password',
      {},
      /^overlays\/one\.jsonnet:1:1: no \(hidden\)$/,
    ],
  ])("that has %s is refused with a sentence", (_, text, files, message) => {
    expect(() => resolve(text, files)).toThrow(OverlayError);
    expect(() => resolve(text, files)).toThrow(message);
  });
});

test("an overlay in Jsonnet is named by explain, and counts in every verb", async () => {
  const shop = tempProject("shop");
  shop.edit("chartmodel.config.ts", "{environment}.yaml", "{environment}.jsonnet");
  shop.write(
    "overlays/production.jsonnet",
    '{ web: { replicas: std.extVar("environment").web.replicas + 5 } }\n',
  );
  const explained = await runMain(shop, ["explain", "--env", "production", "web.replicas", "--json"]);
  expect(JSON.parse(explained.stdout)).toMatchObject([{ value: 8, layer: "overlays/production.jsonnet" }]);
  shop.write("overlays/production.jsonnet", "{ web: { replicas: 0 } }\n");
  const checked = await runMain(shop, ["check"]);
  expect(checked.code).toBe(1);
  expect(checked.stderr).toMatch(/web\.replicas must be .*\n.*set in overlays\/production\.jsonnet/);
});

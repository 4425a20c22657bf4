import { describe, expect, test } from "vitest";
import {
  defineChart,
  defineModel,
  defineProject,
  environmentsOf,
  evaluate,
  Type,
  UsageError,
} from "../../src/index.ts";
import type { Layer } from "../../src/resolve/layer.ts";
import { originOf } from "../../src/resolve/resolve-environment.ts";
import { setLayer } from "../../src/resolve/set-layer.ts";

const values = Type.Object({
  size: Type.Integer({ default: 1 }),
  hosts: Type.Array(Type.String(), { default: ["default"] }),
  labels: Type.Record(Type.String(), Type.String(), { default: {} }),
  group: Type.Object({ a: Type.String({ default: "default" }), b: Type.String({ default: "default" }) }),
});
const model = defineModel({ name: "layers", values });
const chart = defineChart({ name: "layers-chart", values });
const defineEnvironment = environmentsOf(model);

const grandparent = defineEnvironment({
  name: "grandparent",
  size: 2,
  group: { a: "grandparent" },
  labels: { x: "1" },
});
const parent = defineEnvironment({
  name: "parent",
  extends: "grandparent",
  size: 3,
  hosts: ["parent", "too"],
});
const child = defineEnvironment({ name: "child", extends: parent, size: 4, labels: { y: "2" } });

const projectOf = (environments: Parameters<typeof defineProject>[0]["environments"]) =>
  defineProject({
    name: "layers",
    environment: model,
    environments,
    charts: { chart },
    projection: ({ name: _name, ...rest }) => ({ chart: rest }),
  });

const project = projectOf([grandparent, parent, child]);
const overlay = (given: unknown): Layer => ({ kind: "overlay", name: "overlay.yaml", values: given });

describe("the stronger layer wins:", () => {
  test.each([
    {
      what: "the default",
      name: "grandparent",
      layers: [],
      path: "group.b",
      value: "default",
      from: undefined,
    },
    {
      what: "the environment over the default",
      name: "grandparent",
      layers: [],
      path: "size",
      value: 2,
      from: "grandparent",
    },
    {
      what: "the environment over its parent",
      name: "parent",
      layers: [],
      path: "size",
      value: 3,
      from: "parent",
    },
    {
      what: "a grandparent where nobody else has a say",
      name: "child",
      layers: [],
      path: "group.a",
      value: "grandparent",
      from: "grandparent",
    },
    {
      what: "an overlay over the environment",
      name: "child",
      layers: [overlay({ size: 5 })],
      path: "size",
      value: 5,
      from: "overlay.yaml",
    },
    {
      what: "--set over an overlay",
      name: "child",
      layers: [overlay({ size: 5 }), setLayer(["size=6"], model.schema)],
      path: "size",
      value: 6,
      from: "--set",
    },
    {
      what: "a list whole",
      name: "child",
      layers: [overlay({ hosts: ["one"] })],
      path: "hosts",
      value: ["one"],
      from: "overlay.yaml",
    },
    {
      what: "a list of the parent",
      name: "child",
      layers: [],
      path: "hosts",
      value: ["parent", "too"],
      from: "parent",
    },
  ])("$what", ({ name, layers, path, value, from }) => {
    const { resolved, issues } = evaluate(project, name, { layers });
    expect(issues).toEqual([]);
    const steps = path.split(".");
    expect(
      steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], resolved.value),
    ).toEqual(value);
    expect(originOf(resolved.layers, steps)?.name).toBe(from);
  });

  test("maps are merged key by key, and each key knows its layer", () => {
    const { resolved } = evaluate(project, "child");
    expect(resolved.value).toMatchObject({ labels: { x: "1", y: "2" } });
    expect(originOf(resolved.layers, ["labels", "x"])?.name).toBe("grandparent");
    expect(originOf(resolved.layers, ["labels", "y"])?.name).toBe("child");
  });

  test("an item of a list comes from the layer that has the list", () => {
    const { resolved } = evaluate(project, "child", { layers: [overlay({ hosts: ["one"] })] });
    expect(originOf(resolved.layers, ["hosts", 1])?.name).toBe("overlay.yaml");
  });

  test.each(["z", "constructor"])("a key %s without a value has none of what every object has", (key) => {
    const { issues } = evaluate(project, "child", { layers: [overlay({ labels: { [key]: undefined } })] });
    expect(issues).toMatchObject([{ path: `labels.${key}`, received: "nothing" }]);
  });

  test("the layers themselves stay as they are", () => {
    evaluate(project, "child", { layers: [overlay({ group: { a: "x" } })] });
    expect(grandparent.values).toEqual({ size: 2, group: { a: "grandparent" }, labels: { x: "1" } });
  });
});

describe("refused:", () => {
  test("environments that extend each other in a circle", () => {
    const a = { name: "a", extends: "b", values: {} };
    const b = { name: "b", extends: "a", values: {} };
    expect(() => evaluate(projectOf([a, b]), "a")).toThrow(
      new UsageError("the environments a, b extend each other in a circle"),
    );
  });

  test("a parent that does not exist, with the nearest name", () => {
    const orphan = defineEnvironment({ name: "orphan", extends: "parnet" });
    expect(() => evaluate(projectOf([parent, grandparent, orphan]), "orphan")).toThrow(
      /"orphan".*"parnet"; did you mean "parent"\?/,
    );
  });

  test("an unknown environment, with the nearest name", () => {
    expect(() => evaluate(project, "chidl")).toThrow(
      /"chidl"; did you mean "child"\? \(there is grandparent, parent, child\)/,
    );
  });

  test("two environments of one name", () => {
    expect(() => projectOf([parent, { ...child, name: "parent" }])).toThrow(
      /more than one environment is called parent/,
    );
  });

  test("two charts of one name", () => {
    const define = () =>
      defineProject({
        name: "twice",
        environment: model,
        environments: [],
        charts: { a: chart, b: chart },
        projection: () => ({ a: {}, b: {} }),
      });
    expect(define).toThrow(/more than one chart is called layers-chart/);
  });

  test("a key that the model does not have, in any layer", () => {
    const { issues, values: none } = evaluate(project, "child", {
      layers: [overlay({ group: { c: 1 }, __proto__x: 1 })],
    });
    expect(issues.map(({ path, code }) => [path, code])).toEqual([
      ["__proto__x", "unknown-key"],
      ["group.c", "unknown-key"],
    ]);
    expect(none).toBeUndefined();
  });

  test("null, which Helm would take as a wish to delete the key", () => {
    const { issues } = evaluate(project, "child", { layers: [overlay({ size: null })] });
    expect(issues).toMatchObject([{ path: "size", code: "type", received: "null", environment: "child" }]);
  });
});

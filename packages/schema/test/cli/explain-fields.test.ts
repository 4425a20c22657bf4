import { expect, test } from "vitest";
import { explainFields } from "../../src/cli/explain-fields.ts";
import { defineChart, defineModel, defineProject, environmentsOf, Type } from "../../src/index.ts";

test("explains fields that are called as what every object has", () => {
  const values = Type.Object({
    labels: Type.Object({
      constructor: Type.String({ default: "none" }),
      toString: Type.String({ default: "none" }),
      valueOf: Type.Optional(Type.String()),
    }),
  });
  const model = defineModel({ name: "labelled", values });
  const project = defineProject({
    name: "labelled",
    environment: model,
    environments: [environmentsOf(model)({ name: "production", labels: JSON.parse('{"toString": "set"}') })],
    charts: { chart: defineChart({ name: "labelled", values }) },
    projection: ({ name: _name, ...rest }) => ({ chart: rest }),
  });
  const explained = explainFields({ project, root: ".", options: () => ({}) }, "production", "labels");
  expect(explained.map(({ path, value, layer }) => ({ path, value, layer }))).toEqual([
    { path: "labels.constructor", value: "none", layer: "default" },
    { path: "labels.toString", value: "set", layer: "production" },
    { path: "labels.valueOf", value: undefined, layer: "default" },
  ]);
});

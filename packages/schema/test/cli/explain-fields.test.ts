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

test("shows no secret where another field repeats it, and what is equal to a short one by chance", () => {
  const values = Type.Object({
    password: Type.String({ secret: true }),
    pin: Type.Integer({ secret: true }),
    origin: Type.String(),
    origins: Type.Array(Type.String()),
    pods: Type.Integer(),
  });
  const model = defineModel({ name: "repeated", values });
  const project = defineProject({
    name: "repeated",
    environment: model,
    environments: [
      environmentsOf(model)({
        name: "production",
        password: "hunter2hunter2",
        pin: 3,
        origin: "db://me:hunter2hunter2@db",
        origins: ["hunter2hunter2"],
        pods: 3,
      }),
    ],
    charts: { chart: defineChart({ name: "repeated", values }) },
    projection: ({ name: _name, ...rest }) => ({ chart: rest }),
  });
  const explained = explainFields({ project, root: ".", options: () => ({}) }, "production", "");
  expect(explained.map(({ path, value }) => [path, value])).toEqual([
    ["password", "(hidden)"],
    ["pin", "(hidden)"],
    ["origin", "db://me:(hidden)@db"],
    ["origins", ["(hidden)"]],
    ["pods", 3],
  ]);
});

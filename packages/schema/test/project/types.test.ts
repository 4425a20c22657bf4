/** What an editor says: `npm test -- types` compiles this, and fails where an expected error is not there. */
import { expect, expectTypeOf, test } from "vitest";
import {
  chartFiles,
  DnsLabel,
  defineChart,
  defineModel,
  defineProject,
  type EnvironmentName,
  environmentsOf,
  evaluate,
  file,
  Kubernetes,
  Labels,
  Port,
  type ProjectView,
  renderValues,
  Type,
  UsageError,
  valuesFiles,
} from "../../src/index.ts";

const model = defineModel({
  name: "typed",
  values: Type.Object({ host: Type.String({ default: "h" }), size: Type.Enum(["small", "large"]) }),
});
const web = defineChart({
  name: "typed-web",
  values: Type.Object({ origin: Type.String(), pods: Type.Integer({ default: 1 }) }),
});
const defineEnvironment = environmentsOf(model);
const staging = defineEnvironment({ name: "staging", size: "small" });
const production = defineEnvironment({ name: "production", extends: "staging", size: "large" });

type View = ProjectView<typeof model, { readonly web: typeof web }, "staging" | "production">;
const definition = { name: "typed", environment: model, charts: { web } } as const;

const project = defineProject({
  ...definition,
  environments: [staging, production],
  projection: ({ host, size }) => {
    expectTypeOf(size).toEqualTypeOf<"small" | "large">();
    return { web: { origin: host } };
  },
  outputs: [
    valuesFiles(),
    chartFiles({ environment: "staging" }),
    file("sizes.txt", ({ environments, environment }: View) => {
      expectTypeOf(environments[0]?.environment.size).toEqualTypeOf<"small" | "large" | undefined>();
      const { values } = environment("production");
      expectTypeOf(values.web.pods).toEqualTypeOf<number>();
      // @ts-expect-error: no environment of this name
      expect(() => environment("prodution")).toThrow(UsageError);
      return values.web.origin;
    }),
  ],
});

test("names of environments are literal types", () => {
  expectTypeOf<EnvironmentName<typeof project>>().toEqualTypeOf<"staging" | "production">();
  expectTypeOf(renderValues(project, "production").web.pods).toEqualTypeOf<number>();
  // @ts-expect-error: a typo
  expect(() => renderValues(project, "prodution")).toThrow(UsageError);
  // @ts-expect-error: a typo
  expect(() => evaluate(project, "prodution")).toThrow(UsageError);
});

test("what an environment extends is one of the project's", () => {
  const { projection } = project;
  const wrong = defineEnvironment({ name: "qa", extends: "stagin" });
  // @ts-expect-error: a typo in `extends`
  defineProject({ ...definition, environments: [staging, wrong], projection });
  const right = defineEnvironment({ name: "qa", extends: "staging" });
  defineProject({ ...definition, environments: [staging, right], projection });
  defineProject({
    ...definition,
    environments: [defineEnvironment({ name: "qa", extends: staging })],
    projection,
  });
  const known = environmentsOf(project);
  // @ts-expect-error: a typo in `extends`
  known({ name: "pr-1", extends: "stagin" });
  known({ name: "pr-1", extends: "staging", size: "large" });
  known({ name: "pr-1", extends: right });
  // @ts-expect-error: the size has no default
  known({ name: "pr-1" });
  // @ts-expect-error: no such key
  known({ name: "pr-1", extends: "staging", sise: "large" });
});

test("an output asks for environments that there are", () => {
  const { projection } = project;
  defineProject({
    ...definition,
    environments: [staging],
    projection,
    outputs: [
      // @ts-expect-error: a typo
      chartFiles({ environment: "stagng" }),
    ],
  });
});

test("a default fits its field", () => {
  // @ts-expect-error
  Type.Array(Type.String(), { default: [1] });
  // @ts-expect-error
  Type.Array(Type.Object({ a: Type.String() }), { default: [{ b: "" }] });
  // @ts-expect-error
  Type.String({ default: 1 });
  // @ts-expect-error
  Type.Enum(["a", "b"], { default: "c" });
  // @ts-expect-error
  Type.Record(Type.String(), Type.Integer(), { default: { a: "1" } });
  // @ts-expect-error
  Type.Object({ a: Type.Integer() }, { default: { a: "1" } });
  // @ts-expect-error
  Type.Union([Type.String(), Type.Integer()], { default: true });
  // @ts-expect-error
  Labels({ default: { a: 1 } });
  // @ts-expect-error
  Port({ default: "80" });
  // @ts-expect-error
  Kubernetes.Probe({ default: { httpGet: { pth: "/", port: 1 } } });
  Type.Array(Type.String(), { default: ["a"] });
  Type.Union([Type.String(), Type.Integer()], { default: 1 });
  Kubernetes.Probe({ default: { httpGet: { path: "/", port: 1 } } });
});

test("an option is spelled as it is called", () => {
  // @ts-expect-error
  Type.String({ descripton: "A name." });
  // @ts-expect-error
  Type.Integer({ minimun: 1 });
  // @ts-expect-error
  Type.Object({}, { descripton: "A group." });
  // @ts-expect-error
  Type.Array(Type.String(), { minItem: 1 });
  // @ts-expect-error
  Type.Union([Type.String(), Type.Integer()], { defalt: 1 });
  // @ts-expect-error
  DnsLabel({ descripton: "A name." });
  // @ts-expect-error
  Kubernetes.Probe({ descripton: "A probe." });
});

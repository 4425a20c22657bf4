import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defineModel, defineProject, defineRule, environmentsOf, evaluate, Type } from "../../src/index.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempProject } from "../support/temp-project.ts";

const canary = "hunter2-hunter2";
const secret = Type.String({ secret: true, maxLength: 20, default: "" });
const model = defineModel({
  name: "secrets",
  values: Type.Object({
    object: Type.Object({ password: secret, port: Type.Integer({ default: 1 }) }),
    list: Type.Array(Type.Object({ token: secret }), { default: [], maxItems: 3 }),
    map: Type.Record(Type.String(), Type.Object({ key: secret }), { default: {}, maxProperties: 3 }),
    patterned: Type.Record(Type.String({ pattern: "^x-" }), secret, { default: {} }),
    union: Type.Union([Type.Object({ pin: secret }), Type.Boolean()], { default: false }),
    tuple: Type.Tuple([Type.Integer(), secret], { default: [1, ""] }),
    note: Type.String({ default: "", maxLength: 5 }),
  }),
});

const places = [
  ["object", "password"],
  ["object", "passwrd"],
  ["object"],
  ["list", 0, "token"],
  ["list", 0],
  ["list"],
  ["map", "any", "key"],
  ["map", "any"],
  ["map"],
  ["patterned", "x-a"],
  ["patterned", "y"],
  ["patterned"],
  ["union", "pin"],
  ["union"],
  ["tuple", 1],
  ["tuple", 7],
  ["tuple"],
];

const shapes = [
  canary,
  canary.repeat(9),
  [canary],
  { a: canary },
  [[canary, canary, canary, canary]],
  { password: { password: canary } },
  new Map([["a", canary]]),
];

const setAt = (path: readonly (string | number)[], value: unknown): unknown =>
  path.reduceRight<unknown>(
    (inner, step) =>
      typeof step === "number"
        ? Array.from({ length: step + 1 }, (_, at) => (at === step ? inner : at))
        : { [step]: inner },
    value,
  );

test("a secret is in no issue, wherever and in whatever shape it is written", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...shapes), (path, shape) => {
      const project = defineProject({
        name: "secrets",
        environment: model,
        environments: [
          environmentsOf(model)({ name: "one", ...(setAt(path, shape) as Record<never, never>) } as never),
        ],
        charts: {},
        projection: () => ({}),
      });
      const { issues } = evaluate(project, "one");
      expect(JSON.stringify(issues)).not.toContain("hunter2");
    }),
    { numRuns: 200 },
  );
});

test("a secret is in nothing that a rule says, or a chart that got it", () => {
  const tell = defineRule("tell", "Tells all.", (environment: unknown, report) => {
    const { password } = (environment as { object: { password: string } }).object;
    report("object", { expected: `not ${password}`, received: password, fix: `use other than ${password}` });
    report("object.password", { expected: "", received: `${password}!`, fix: "" });
    report("note", { expected: "", received: [`postgres://${password}@db`], fix: "" });
    report(`note for ${password}`, { expected: "", received: 1, fix: "" });
    report("anywhere, in words", { expected: "", received: environment, fix: "" });
  });
  const project = (rules: readonly (typeof tell)[]) =>
    defineProject({
      name: "secrets",
      environment: model,
      environments: [environmentsOf(model)({ name: "one", object: { password: canary } } as never)],
      charts: {
        chart: Object.assign(defineModel({ name: "chart", values: Type.Object({ url: Type.Integer() }) }), {
          path: "",
        }),
      },
      rules: rules as never,
      projection: ({ object }: never) =>
        ({ chart: { url: `db://${(object as { password: string }).password}` } }) as never,
    } as never);
  const told = evaluate(project([tell]) as never, "one" as never).issues;
  expect(told).toHaveLength(5);
  expect(JSON.stringify(told)).not.toContain("hunter2");
  const charted = evaluate(project([]) as never, "one" as never).issues;
  expect(charted).toMatchObject([{ path: "url", received: expect.stringContaining("(hidden)") }]);
  expect(JSON.stringify(charted)).not.toContain("hunter2");
});

function shopWithSecrets() {
  const shop = tempProject("shop");
  shop.edit(
    "model.ts",
    "host: Type.String(",
    'login: Type.Array(Type.Object({ token: Type.String({ secret: true, maxLength: 40, default: "hunter2" }) }), { default: [{}] }),\n    host: Type.String(',
  );
  shop.write("good.yaml", `token: ${canary}\nlogin: [{ token: ${canary} }]\n`);
  shop.write("misplaced.yaml", `token: [${canary}]\nlogin: ${canary}\n`);
  shop.write("repeated.yaml", `token: &a ${canary}\nlevel: *a\nweb: { replicas: *a }\n`);
  shop.write("broken.yaml", `token: *${canary}\nlogin: !${canary} x\n`);
  return shop;
}

describe("no command shows a secret", () => {
  test.each([
    ["explain", "--env", "production", "--overlay", "good.yaml"],
    ["explain", "--env", "production", "--overlay", "good.yaml", "--json"],
    ["explain", "--env", "production", "--overlay", "misplaced.yaml", "--json"],
    ["explain", "--env", "production", "login"],
    ["check", "--overlay", "misplaced.yaml"],
    ["render", "--overlay", "misplaced.yaml"],
    ["render", "--overlay", "repeated.yaml"],
    ["explain", "--env", "production", "--overlay", "repeated.yaml"],
    ["values", "--env", "production", "--chart", "web", "--overlay", "broken.yaml"],
    ["values", "--env", "production", "--chart", "web", "--set", `token=${canary.repeat(9)}`],
    ["values", "--env", "production", "--chart", "web", "--set", `login=${canary}`],
    ["values", "--env", "production", "--chart", "web", "--set", canary],
    ["values", "--env", "production", "--chart", "web", "--set", "token", canary],
  ])("%s %s %s %s %s %s %s", async (...args) => {
    const { stdout, stderr } = await runMain(shopWithSecrets(), args);
    expect(stdout + stderr).not.toBe("");
    expect(stdout + stderr).not.toContain("hunter2");
  });
});

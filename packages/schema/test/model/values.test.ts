import { describe, expect, expectTypeOf, test } from "vitest";
import {
  defineChart,
  Kubernetes,
  Port,
  StringMap,
  Type,
  type Values,
  type ValuesInput,
} from "../../src/index.ts";

// Type errors here are found by `npm run typecheck`.
const chart = defineChart({
  name: "typed",
  values: Type.Object({
    host: Type.String(),
    replicas: Type.Integer({ default: 1 }),
    level: Type.Enum(["debug", "info"], { default: "info" }),
    note: Type.Optional(Type.String()),
    service: Type.Object({ port: Port({ default: 80 }), annotations: StringMap({ default: {} }) }),
    mixed: Type.Object({ name: Type.String(), size: Type.Integer({ default: 1 }) }),
    folders: Type.Array(Type.Object({ path: Type.String(), size: Type.String({ default: "1Gi" }) }), {
      default: [],
    }),
    resources: Kubernetes.ResourceRequirements({ default: {} }),
  }),
});

type Output = Values<typeof chart>;
type Input = ValuesInput<typeof chart>;

describe("Values", () => {
  test("have every key that is not optional", () => {
    expectTypeOf<Output["replicas"]>().toEqualTypeOf<number>();
    expectTypeOf<Output["level"]>().toEqualTypeOf<"debug" | "info">();
    expectTypeOf<Output["service"]["port"]>().toEqualTypeOf<number>();
    expectTypeOf<Output["folders"][number]["size"]>().toEqualTypeOf<string>();
    expectTypeOf<Output["note"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<{ host: "a" }>().not.toExtend<Output>();
  });

  test("know nothing of `global`, which is Helm's", () => {
    expectTypeOf<Output>().not.toHaveProperty("global");
  });
});

describe("ValuesInput", () => {
  test("lets out what has a default, and objects made of that alone", () => {
    expectTypeOf<{ host: string; mixed: { name: string } }>().toExtend<Input>();
    expectTypeOf<Input["service"]>().toExtend<{ readonly port?: number } | undefined>();
  });

  test("asks for what has none", () => {
    expectTypeOf<{ mixed: { name: string } }>().not.toExtend<Input>();
    expectTypeOf<{ host: string }>().not.toExtend<Input>();
    expectTypeOf<{ host: string; mixed: Record<never, never> }>().not.toExtend<Input>();
  });

  test("refuses wrong types and typos", () => {
    expectTypeOf<{ host: string; mixed: { name: string }; level: "inof" }>().not.toExtend<Input>();
    const take = (_input: Input) => {};
    // @ts-expect-error: a typo
    take({ host: "a", mixed: { name: "b" }, replica: 2 });
    // @ts-expect-error: a typo in a Kubernetes object
    take({ host: "a", mixed: { name: "b" }, resources: { request: {} } });
  });

  test("leaves defaults out of a list's items as well", () => {
    expectTypeOf<{ path: string }>().toExtend<NonNullable<Input["folders"]>[number]>();
  });
});

test("at run time fill() makes of the input what the types say", () => {
  const input: Input = { host: "a", mixed: { name: "b" }, folders: [{ path: "/" }] };
  const { value: filled, issues } = chart.complete(input);
  expect(filled).toEqual({
    host: "a",
    replicas: 1,
    level: "info",
    service: { port: 80, annotations: {} },
    mixed: { name: "b", size: 1 },
    folders: [{ path: "/", size: "1Gi" }],
    resources: {},
  });
  expect(issues).toEqual([]);
});

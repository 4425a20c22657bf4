import fc from "fast-check";
import type { TSchema } from "typebox";
import { describe, expect, test } from "vitest";
import { defineModel, Kubernetes, Type } from "../../src/index.ts";

const modelOf = (type: TSchema) => defineModel({ name: "filled", values: Type.Object({ field: type }) });

const port = Type.Integer({ default: 80 });
const group = Type.Object({ port });

const stores = Type.Union([
  Type.Object({ kind: Type.Literal("s3"), region: Type.String({ default: "eu" }) }),
  Type.Object({ kind: Type.Enum(["disk", "memory"]), size: Type.Integer({ default: 1 }) }),
]);

describe("fill", () => {
  test.each<{ what: string; type: TSchema; from: unknown; to: unknown }>([
    { what: "a field", type: port, from: undefined, to: 80 },
    { what: "what is there is kept", type: port, from: 81, to: 81 },
    {
      what: "false and 0 and empty are there",
      type: Type.Boolean({ default: true }),
      from: false,
      to: false,
    },
    { what: "a group of defaults", type: group, from: undefined, to: { port: 80 } },
    { what: "a group in a group", type: Type.Object({ group }), from: {}, to: { group: { port: 80 } } },
    {
      what: "a group of optional fields",
      type: Type.Object({ a: Type.Optional(Type.String()) }),
      from: undefined,
      to: {},
    },
    { what: "an optional group that is given", type: Type.Optional(group), from: {}, to: { port: 80 } },
    { what: "an optional group that is not", type: Type.Optional(group), from: undefined, to: undefined },
    { what: "an optional field with a default", type: Type.Optional(port), from: undefined, to: 80 },
    {
      what: "the items of a list",
      type: Type.Array(group),
      from: [{}, { port: 1 }],
      to: [{ port: 80 }, { port: 1 }],
    },
    {
      what: "the entries of a map",
      type: Type.Record(Type.String(), group),
      from: { a: {} },
      to: { a: { port: 80 } },
    },
    {
      what: "below a default",
      type: Type.Array(group, { default: [{}] }),
      from: undefined,
      to: [{ port: 80 }],
    },
    {
      what: "nothing into a list that replaces the default's",
      type: Type.Array(group, { default: [{}] }),
      from: [],
      to: [],
    },
    {
      what: "a Kubernetes object whole",
      type: Kubernetes.Probe({ default: { httpGet: { port: 1 } } }),
      from: { tcpSocket: { port: 2 } },
      to: { tcpSocket: { port: 2 } },
    },
    {
      what: "the entries of a map whose keys have a pattern",
      type: Type.Record(Type.String({ pattern: "^x-" }), group),
      from: { "x-a": {}, b: {} },
      to: { "x-a": { port: 80 }, b: {} },
    },
    {
      what: "what stands beside named keys",
      type: Type.Object({ port }, { additionalProperties: group }),
      from: { a: {} },
      to: { port: 80, a: { port: 80 } },
    },
    {
      what: "the places of a tuple",
      type: Type.Tuple([Type.String(), group]),
      from: ["a"],
      to: ["a", { port: 80 }],
    },
    { what: "no place behind a missing one", type: Type.Tuple([Type.String(), port]), from: [], to: [] },
    {
      what: "what follows a tuple",
      type: Type.Unsafe({ type: "array", items: [{ type: "string" }], additionalItems: group }),
      from: ["a", {}],
      to: ["a", { port: 80 }],
    },
    {
      what: "the branch of a union that is an object",
      type: Type.Union([Type.String(), group]),
      from: {},
      to: { port: 80 },
    },
    {
      what: "the branch of a union that is a list",
      type: Type.Union([group, Type.Array(group)]),
      from: [{}],
      to: [{ port: 80 }],
    },
    {
      what: "the branch with the discriminator that is given",
      type: stores,
      from: { kind: "s3" },
      to: { kind: "s3", region: "eu" },
    },
    { what: "the other branch", type: stores, from: { kind: "disk" }, to: { kind: "disk", size: 1 } },
    { what: "no branch without a discriminator", type: stores, from: {}, to: {} },
    {
      what: "no branch of two that could be meant",
      type: Type.Union([group, Type.Object({ size: port })]),
      from: {},
      to: {},
    },
    { what: "what does not fit is passed on", type: group, from: "x", to: "x" },
    { what: "unknown keys are passed on", type: group, from: { prot: 1 }, to: { port: 80, prot: 1 } },
    { what: "null is no missing key", type: group, from: null, to: null },
  ])("$what", ({ type, from, to }) => {
    const input = from === undefined ? {} : { field: from };
    expect(modelOf(type).fill(input)).toEqual(to === undefined ? {} : { field: to });
  });

  test("puts keys in the model's order, unknown ones last", () => {
    const { fill } = defineModel({ name: "order", values: Type.Object({ a: port, b: port, c: port }) });
    expect(Object.keys(fill({ x: 1, c: 1, b: 2 }) as object)).toEqual(["a", "b", "c", "x"]);
  });

  test("leaves its input alone, and gives every call a default of its own", () => {
    const { fill } = modelOf(Type.Array(Type.String(), { default: ["a"] }));
    const input = Object.freeze({});
    const first = fill(input) as { field: string[] };
    first.field.push("b");
    expect(fill(input)).toEqual({ field: ["a"] });
  });

  test("is done after one time", () => {
    const { fill } = modelOf(
      Type.Object({ a: Type.Array(group, { default: [{}] }), b: Type.Optional(group), c: Type.String() }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = fill({ field: value });
        expect(fill(once)).toEqual(once);
      }),
    );
  });
});

test("complete takes any value whatever, and says which are wrong", () => {
  const { complete } = modelOf(
    Type.Object({ a: port, b: Type.Union([group, Type.String()]), probe: Kubernetes.Probe() }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { issues } = complete({ field: value });
      expect(issues).not.toEqual([]);
      for (const { path, code } of issues) expect(`${path} ${code}`).toMatch(/^field.* [a-z-]+$/);
    }),
  );
});

test("a key that every object has is filled and judged as any other", () => {
  const values = Type.Object({
    constructor: Type.String({ default: "x" }),
    toString: Type.Optional(Type.Integer()),
    valueOf: Type.Integer(),
  });
  const model = defineModel({ name: "filled", values });
  expect(model.complete({ valueOf: 1 })).toEqual({ value: { constructor: "x", valueOf: 1 }, issues: [] });
  expect(model.complete({}).issues.map(({ path, code }) => [path, code])).toEqual([["valueOf", "required"]]);
});

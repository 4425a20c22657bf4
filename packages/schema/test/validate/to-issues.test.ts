import { issueCodes } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import { describe, expect, test } from "vitest";
import { DnsLabel, defineModel, Kubernetes, Type } from "../../src/index.ts";

function issuesOf(type: TSchema, value: unknown) {
  return defineModel({ name: "checked", values: Type.Object({ field: type }) }).complete({ field: value })
    .issues;
}

interface Case {
  readonly code: (typeof issueCodes)[number];
  readonly type: TSchema;
  readonly value: unknown;
  readonly path?: string;
  readonly expected: string;
  readonly received: string;
  readonly message?: RegExp;
}

const name = Type.Object({ name: Type.String({ minLength: 2 }) });

const cases: Case[] = [
  {
    code: "type",
    type: Type.Integer({ minimum: 1, maximum: 50, unit: "pods" }),
    value: "3",
    expected: "integer, 1 to 50 pods",
    received: '"3"',
  },
  {
    code: "type",
    type: Type.String(),
    value: null,
    expected: "string",
    received: "null",
    message: /leave the key out: Helm deletes a key that is set to null/,
  },
  { code: "type", type: Type.Integer(), value: 1.5, expected: "integer", received: "1.5" },
  { code: "type", type: Type.Boolean(), value: "yes", expected: "boolean", received: '"yes"' },
  { code: "type", type: name, value: [], expected: "object", received: "[]" },
  {
    code: "required",
    type: name,
    value: {},
    path: "field.name",
    expected: "string, at least 2 characters",
    received: "nothing",
    message: /^field\.name is missing: set it \(string, at least 2 characters\)$/,
  },
  {
    code: "required",
    type: Type.Object({ probe: Kubernetes.Probe() }),
    value: {},
    path: "field.probe",
    expected: "Kubernetes Probe",
    received: "nothing",
  },
  {
    code: "required",
    type: Type.Record(Type.String(), Type.String(), { dependencies: { a: ["b"] } }),
    value: { a: "1" },
    path: "field.b",
    expected: "string",
    received: "nothing",
  },
  {
    code: "unknown-key",
    type: name,
    value: { name: "ab", nmae: "b" },
    path: "field.nmae",
    expected: "one of name",
    received: '"nmae"',
    message: /did you mean "name"\?/,
  },
  {
    code: "unknown-key",
    type: name,
    value: { name: "ab", other: 1 },
    path: "field.other",
    expected: "one of name",
    received: '"other"',
    message: /remove it, or use one of name/,
  },
  {
    code: "unknown-key",
    type: Kubernetes.Probe(),
    value: { httpGet: { port: 80, pth: "/" } },
    path: "field.httpGet.pth",
    expected: "one of host, httpHeaders, path, port, scheme",
    received: '"pth"',
    message: /did you mean "path"\?/,
  },
  {
    code: "unknown-key",
    type: Type.Object({}),
    value: { a: 1 },
    path: "field.a",
    expected: "no key",
    received: '"a"',
    message: /; remove it$/,
  },
  {
    code: "unknown-key",
    type: Type.Record(Type.String(), Type.Integer(), { propertyNames: { pattern: "^[a-z]$" } }),
    value: { A: 1 },
    path: "field.A",
    expected: "string, matching ^[a-z]$",
    received: '"A"',
  },
  {
    code: "enum",
    type: Type.Enum(["dev", "prod"]),
    value: "test",
    expected: 'one of "dev", "prod"',
    received: '"test"',
  },
  { code: "enum", type: Type.Literal("a"), value: "b", expected: '"a"', received: '"b"' },
  {
    code: "range",
    type: Type.Integer({ minimum: 1, maximum: 50, unit: "pods" }),
    value: 51,
    expected: "integer, 1 to 50 pods",
    received: "51",
    message: /^field must be integer, 1 to 50 pods, but is 51$/,
  },
  {
    code: "range",
    type: Type.Number({ exclusiveMinimum: 0 }),
    value: 0,
    expected: "number, above 0",
    received: "0",
  },
  {
    code: "length",
    type: Type.String({ maxLength: 3 }),
    value: "abcd",
    expected: "string, at most 3 characters",
    received: '"abcd"',
  },
  {
    code: "pattern",
    type: DnsLabel(),
    value: "A_b",
    expected: "DNS label (a-z, 0-9, -), at most 63 characters",
    received: '"A_b"',
  },
  {
    code: "multiple",
    type: Type.Integer({ multipleOf: 5 }),
    value: 7,
    expected: "integer, a multiple of 5",
    received: "7",
  },
  {
    code: "items",
    type: Type.Array(Type.String(), { minItems: 1 }),
    value: [],
    expected: "list of string, at least 1 item",
    received: "[]",
  },
  {
    code: "items",
    type: Type.Record(Type.String(), Type.String(), { maxProperties: 0 }),
    value: { a: "b" },
    expected: "map of string, at most 0 entries",
    received: '{"a":"b"}',
  },
  {
    code: "unique",
    type: Type.Array(Type.Integer(), { uniqueItems: true }),
    value: [1, 1],
    expected: "list of integer, no two alike",
    received: "[1,1]",
  },
  {
    code: "choice",
    type: Type.Union([Type.Integer(), Type.Object({ a: Type.String() })]),
    value: "x",
    expected: "integer, or object",
    received: '"x"',
  },
  {
    code: "forbidden",
    type: Type.Integer({ title: "0 or 9", not: { minimum: 1, maximum: 8 } }),
    value: 5,
    expected: "0 or 9",
    received: "5",
  },
  {
    code: "type",
    type: Type.Array(name),
    value: [{ name: "ab" }, 3],
    path: "field[1]",
    expected: "object",
    received: "3",
  },
  {
    code: "length",
    type: Type.Record(Type.String(), name),
    value: { "x.y/z": { name: "" } },
    path: 'field["x.y/z"].name',
    expected: "string, at least 2 characters",
    received: '""',
  },
];

describe("an issue", () => {
  test.each(cases)(
    "of code $code at $value expects $expected",
    ({ type, value, path = "field", expected, received, code, message }) => {
      expect(issuesOf(type, value)).toEqual([
        {
          path,
          code,
          expected,
          received,
          message: message ? expect.stringMatching(message) : expect.stringContaining(path),
        },
      ]);
    },
  );

  test("exists for every code", () => {
    expect([...new Set(cases.map(({ code }) => code))].sort()).toEqual([...issueCodes].sort());
  });

  test("shows at most 80 characters of what was found", () => {
    const [issue] = issuesOf(Type.Integer(), "x".repeat(500));
    expect(issue?.received).toHaveLength(80);
    expect(issue?.received).toMatch(/…$/);
  });
});

describe("nothing is reported twice:", () => {
  const condition = Type.Object(
    { kind: Type.String(), size: Type.Integer() },
    { if: { properties: { kind: { const: "big" } } }, then: { properties: { size: { minimum: 10 } } } },
  );
  const pair = Type.Union([Type.Object({ a: Type.String() }), Type.Object({ b: Type.Integer() })]);

  test.each<{ what: string; type: TSchema; value: unknown; issues: [string, string][] }>([
    { what: "the branches of a choice", type: pair, value: { c: 1 }, issues: [["field", "choice"]] },
    {
      what: "a choice in a choice",
      type: Type.Union([Type.Union([Type.Integer(), Type.Boolean()]), Type.Array(pair)]),
      value: "x",
      issues: [["field", "choice"]],
    },
    {
      what: "the condition beside its consequence",
      type: condition,
      value: { kind: "big", size: 1 },
      issues: [["field.size", "range"]],
    },
    {
      what: "the pattern of a value of the wrong type",
      type: DnsLabel(),
      value: 3,
      issues: [["field", "type"]],
    },
    {
      what: "the members of an enum of the wrong type",
      type: Type.Enum(["a"]),
      value: 3,
      issues: [["field", "type"]],
    },
    {
      what: "two limits of one length",
      type: Type.String({ minLength: 2, not: { minLength: 5 } }),
      value: "",
      issues: [["field", "length"]],
    },
    {
      what: "a wrong name of a key",
      type: Type.Record(Type.String(), Type.Integer(), { propertyNames: { pattern: "^a$", maxLength: 1 } }),
      value: { bb: 1 },
      issues: [["field.bb", "unknown-key"]],
    },
  ])("$what", ({ type, value, issues }) => {
    expect(issuesOf(type, value).map(({ path, code }) => [path, code])).toEqual(issues);
  });

  test("but everything that is wrong is", () => {
    const type = Type.Object({ a: Type.Integer(), b: Type.Array(Type.Integer()), c: pair });
    const found = issuesOf(type, { a: "1", b: ["x", 2, "y"], c: {}, d: 1, e: 2 });
    expect(found.map(({ path }) => path).sort()).toEqual([
      "field.a",
      "field.b[0]",
      "field.b[2]",
      "field.c",
      "field.d",
      "field.e",
    ]);
  });

  test("two wrong names of keys are two issues", () => {
    const type = Type.Record(Type.String(), Type.Integer(), { propertyNames: { pattern: "^a$" } });
    expect(issuesOf(type, { b: 1, c: 2 }).map(({ path }) => path)).toEqual(["field.b", "field.c"]);
  });
});

describe("a secret is hidden", () => {
  const secret = "correct-horse";
  const token = Type.String({ secret: true, maxLength: 3 });
  const login = Type.Object({ user: Type.String(), token });

  test.each<{ where: string; type: TSchema; value: unknown }>([
    { where: "at its own place", type: token, value: secret },
    { where: "of the wrong type", type: Type.Integer({ secret: true }), value: secret },
    { where: "in a list", type: Type.Array(token), value: [secret] },
    { where: "in a map", type: Type.Record(Type.String(), token), value: { a: secret } },
    {
      where: "in an object that a choice refuses",
      type: Type.Union([login, Type.Integer()]),
      value: { token: secret },
    },
    {
      where: "in an object that a count refuses",
      type: Type.Object({ token }, { minProperties: 2 }),
      value: { token: secret },
    },
    {
      where: "in a list that is too long",
      type: Type.Array(login, { maxItems: 0 }),
      value: [{ user: "a", token: secret }],
    },
    {
      where: "in a map whose keys have a pattern",
      type: Type.Record(Type.String({ pattern: "^x" }), token),
      value: { x: secret },
    },
    { where: "in a tuple", type: Type.Tuple([token]), value: [secret] },
    { where: "in place of the object that holds it", type: login, value: secret },
    { where: "in a list in place of the object", type: login, value: [secret] },
    { where: "in place of a list", type: Type.Array(login), value: secret },
    {
      where: "under a misspelt key",
      type: Type.Object({ login }, { maxProperties: 0 }),
      value: { logn: { token: secret } },
    },
    {
      where: "below a group that is one",
      type: Type.Object({ a: Type.Integer() }, { secret: true }),
      value: { a: secret },
    },
  ])("$where", ({ type, value }) => {
    const issues = issuesOf(type, value);
    expect(issues).not.toEqual([]);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });
});

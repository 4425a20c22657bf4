import TypeBox, { type TSchema } from "typebox";
import { describe, expect, test } from "vitest";
import { defineChart, Kubernetes, ModelError, Type } from "../../src/index.ts";

/** What `defineChart` has against a model. */
function problemsOf(values: Parameters<typeof Type.Object>[0]) {
  try {
    defineChart({ name: "refused", values: Type.Object(values) });
    return [];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return error.problems;
  }
}

interface Case {
  readonly what: string;
  readonly type: TSchema;
  readonly reason: RegExp;
  /** Below the field, where the model is deeper. */
  readonly below?: string;
}

const refused: Case[] = [
  { what: "a format", type: Type.String({ format: "uri" }), reason: /formats.*pattern/ },
  { what: "a lookahead", type: Type.String({ pattern: "^(?=a)a$" }), reason: /lookaround/ },
  { what: "a negative lookahead", type: Type.String({ pattern: "^(?!b)a$" }), reason: /lookaround/ },
  { what: "a lookbehind", type: Type.String({ pattern: "(?<=a)b" }), reason: /lookaround/ },
  { what: "a named group", type: Type.String({ pattern: "(?<a>b)" }), reason: /named groups/ },
  { what: "inline flags", type: Type.String({ pattern: "(?i)b" }), reason: /flags/ },
  { what: "\\s", type: Type.String({ pattern: "^\\s$" }), reason: /\\s/ },
  { what: "\\S in a class", type: Type.String({ pattern: "^[\\S]$" }), reason: /\\s/ },
  { what: "a bare dot", type: Type.String({ pattern: "^a.b$" }), reason: /`\.`/ },
  { what: "a back-reference", type: Type.String({ pattern: "^(a)\\1$" }), reason: /back-reference/ },
  { what: "a POSIX class", type: Type.String({ pattern: "^[[:alpha:]]$" }), reason: /POSIX/ },
  { what: "a broken pattern", type: Type.String({ pattern: "^(a$" }), reason: /not a pattern of ECMAScript/ },
  {
    what: "a count that RE2 does not take",
    type: Type.String({ pattern: "^a{1001}$" }),
    reason: /not a pattern of RE2/,
  },
  {
    what: "a pattern of keys",
    type: Type.Record(Type.String({ pattern: "^a.b$" }), Type.String()),
    reason: /`\.`/,
  },
  { what: "a fractional multipleOf", type: Type.Number({ multipleOf: 0.1 }), reason: /fractional/ },
  { what: "null", type: Type.Null(), reason: /"null"/ },
  { what: "null in a union", type: Type.Union([Type.String(), Type.Null()]), reason: /"null"/ },
  { what: "null as a default", type: Type.Unsafe({ type: "string", default: null }), reason: /null/ },
  { what: "null in an enum", type: Type.Unsafe({ enum: ["a", null] }), reason: /null/ },
  { what: "null as a constant", type: Type.Unsafe({ const: null }), reason: /null/ },
  {
    what: "null deep in a default",
    type: Type.Unsafe({ type: "object", default: { a: [null] } }),
    reason: /null/,
  },
  {
    what: "an intersection of objects",
    type: Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]),
    reason: /intersection/,
  },
  {
    what: "a keyword of 2020-12",
    type: Type.Unsafe({ type: "array", prefixItems: [] }),
    reason: /"prefixItems"/,
  },
  {
    what: "a keyword of 2019-09",
    type: Type.Unsafe({ type: "object", unevaluatedProperties: false }),
    reason: /"unevaluatedProperties"/,
  },
  {
    what: "a misspelled keyword",
    type: Type.Unsafe({ type: "string", maxlength: 3 }),
    reason: /"maxlength"/,
  },
  {
    what: "a refinement",
    type: TypeBox.Refine(TypeBox.String(), (text) => text !== ""),
    reason: /refinement.*rule/,
  },
  { what: "a pattern with \\u", type: Type.String({ pattern: "^\\u0041$" }), reason: /not a pattern of RE2/ },
  { what: "a number and a text alike", type: Type.Enum([1, "1"]), reason: /"1" and the number 1/ },
  { what: "a numeric text of any type", type: Type.Unsafe({ const: "1.5" }), reason: /"1" and the number 1/ },
  {
    what: "unique items of both kinds",
    type: Type.Array(Type.Union([Type.String(), Type.Number()]), { uniqueItems: true }),
    reason: /unique.*only one/,
  },
  {
    what: "unique items that hold both kinds",
    type: Type.Array(Type.Object({ port: Kubernetes.HTTPGetAction() }), { uniqueItems: true }),
    reason: /unique.*only one/,
  },
  { what: "a codec", type: TypeBox.Codec(TypeBox.String()).Decode(Number).Encode(String), reason: /codec/ },
  { what: "anything", type: Type.Any(), reason: /may be anything/ },
  { what: "a list of anything", type: Type.Array(Type.Unknown()), reason: /may be anything/, below: "[]" },
  {
    what: "a map of anything",
    type: Type.Record(Type.String(), Type.Any()),
    reason: /may be anything/,
    below: "[]",
  },
  { what: "an enum of nothing", type: Type.Enum([]), reason: /without members/ },
  { what: "a big integer", type: TypeBox.BigInt(), reason: /"bigint"/ },
  { what: "undefined", type: TypeBox.Undefined(), reason: /"undefined"/ },
  { what: "an open object", type: Type.Object({}, { additionalProperties: true }), reason: /open object/ },
  {
    what: "a reference to nothing",
    type: Type.Unsafe({ $ref: "#/definitions/none" }),
    reason: /points at nothing/,
  },
  {
    what: "a key with half of a character",
    type: Type.Object({ "a\ud800": Type.String() }),
    reason: /surrogate/,
  },
  {
    what: "a remote reference",
    type: Type.Unsafe({ $ref: "https://example.com/schema.json" }),
    reason: /points at nothing/,
  },
  {
    what: "a wrong default",
    type: Type.Integer({ maximum: 3, default: 4 }),
    reason: /default does not fit.*at most 3/,
  },
  {
    what: "a default of the wrong type",
    type: Type.Unsafe({ type: "integer", default: "4" }),
    reason: /default does not fit/,
  },
  {
    what: "a default with an unknown key",
    // @ts-expect-error: an editor says so too
    type: Type.Object({ a: Type.String({ default: "" }) }, { default: { b: 1 } }),
    reason: /default does not fit/,
    below: ".b",
  },
  {
    what: "a default that lacks a key",
    // @ts-expect-error: an editor says so too
    type: Type.Object({ a: Type.String() }, { default: {} }),
    reason: /default does not fit/,
    below: ".a",
  },
];

const odd = (value: unknown) => value as never;
const holdsItself = Type.Object({});
Object.assign(holdsItself.properties, { self: holdsItself });
const deep = Array.from({ length: 3000 }).reduce<TSchema>(
  (inner) => Type.Object({ a: inner }),
  Type.String(),
);

/** What no file can hold: most would be left out of the schema, or be another value there. */
const notData: Case[] = [
  { what: "no end of a range", type: Type.Integer({ maximum: Infinity }), reason: /maximum .*is Infinity/ },
  { what: "no number", type: Type.Integer({ minimum: NaN }), reason: /minimum .*is NaN/ },
  { what: "a function", type: Type.Integer({ minimum: odd(() => 1) }), reason: /minimum .*a function/ },
  {
    what: "a function as a default",
    type: Type.String({ default: odd(() => "a") }),
    reason: /default .*a func/,
  },
  { what: "a symbol", type: Type.Integer({ minimum: odd(Symbol("a")) }), reason: /minimum .*a symbol/ },
  { what: "a BigInt", type: Type.Integer({ default: odd(1n) }), reason: /default .*a BigInt/ },
  { what: "a date", type: Type.String({ title: odd(new Date()) }), reason: /title .*a Date/ },
  {
    what: "a date as a default",
    type: Type.String({ default: odd(new Date()) }),
    reason: /default .*a Date/,
  },
  { what: "a Map", type: Type.Unsafe({ type: "object", default: new Map() }), reason: /default .*a Map/ },
  { what: "nothing in a list", type: Type.String({ examples: [undefined] }), reason: /null/ },
  { what: "nothing in an enum", type: Type.Enum(odd(["a", undefined])), reason: /null/ },
  { what: "a function in an enum", type: Type.Enum(odd([() => 1])), reason: /enum\[0\] .*a function/ },
  { what: "flags of a pattern", type: Type.String({ pattern: /a/i }), reason: /flags/ },
  { what: "half of a character", type: Type.String({ description: "\ud800" }), reason: /surrogate/ },
  {
    what: "the key of a prototype",
    type: Type.Object(odd(JSON.parse('{"__proto__":{}}'))),
    reason: /__proto__/,
  },
  {
    what: "no type of a key",
    type: Type.Object({ a: odd(undefined) }),
    reason: /no type at properties\.a: .*circle/,
  },
  { what: "no type of items", type: Type.Array(odd(undefined)), reason: /no type at items/ },
  { what: "no type in a union", type: Type.Unsafe({ anyOf: [undefined] }), reason: /no type at anyOf\[0\]/ },
  { what: "a model without end", type: holdsItself, reason: /holds itself/, below: ".self" },
  { what: "a model of 3,000 levels", type: deep, reason: /100 levels/, below: ".a.a" },
];

const malformed: Case[] = [
  {
    what: "a text for a number",
    type: Type.Integer({ minimum: odd("1") }),
    reason: /minimum must be number/,
  },
  {
    what: "a number for a text",
    type: Type.String({ description: odd(5) }),
    reason: /description must be string/,
  },
  {
    what: "a number for a pattern",
    type: Type.String({ pattern: odd(5) }),
    reason: /pattern must be string/,
  },
  { what: "less than nothing", type: Type.String({ minLength: -1 }), reason: /minLength must be >= 0/ },
  { what: "a text for an enum", type: Type.Unsafe({ enum: "ab" }), reason: /enum must be array/ },
  { what: "a map for a union", type: Type.Unsafe({ anyOf: {} }), reason: /anyOf must be array/ },
  {
    what: "null in a list of types",
    type: Type.Unsafe({ anyOf: [null] }),
    reason: /anyOf\[0\] must be object/,
  },
  { what: "a text for an intersection", type: Type.Unsafe({ allOf: "ab" }), reason: /allOf must be array/ },
  { what: "a number for a reference", type: Type.Unsafe({ $ref: 5 }), reason: /\$ref must be string/ },
  { what: "a number for a type", type: Type.Object({ a: odd(5) }), reason: /properties\.a must be object/ },
  {
    what: "a text for secret",
    type: Type.String({ secret: odd("yes") }),
    reason: /secret must be a boolean.*"yes"/,
  },
  {
    what: "a number for a message",
    type: Type.String({ message: odd(5) }),
    reason: /message must be a string/,
  },
];

test("defineChart refuses what is no map of values", () => {
  for (const values of [undefined, null, 5, {}, Type.Array(Type.String())])
    expect(() => defineChart({ name: "refused", values: odd(values) })).toThrow(/are a map: .*Type\.Object/);
});

test("a regular expression is a pattern", () => {
  const { schema } = defineChart({
    name: "taken",
    values: Type.Object({ a: Type.String({ pattern: /^a\/b$/u }) }),
  });
  expect(schema.properties?.["a"]).toMatchObject({ pattern: "^a\\/b$" });
});

test("what no file can hold is all told at once", () => {
  const type = Type.Integer({ minimum: NaN, maximum: Infinity });
  expect(problemsOf({ a: type, b: Type.Array(type) }).map(({ path }) => path)).toEqual([
    "a",
    "a",
    "b[]",
    "b[]",
  ]);
});

describe("defineChart refuses", () => {
  test.each([...refused, ...notData, ...malformed])(
    "$what, and says where and why",
    ({ type, reason, below = "" }) => {
      expect(problemsOf({ field: type })).toContainEqual({
        path: `field${below}`,
        reason: expect.stringMatching(reason),
      });
    },
  );

  const format = Type.String({ format: "date" });
  test.each<{ where: string; path: string; type: TSchema }>([
    { where: "an object", path: "field.a", type: Type.Object({ a: format }) },
    { where: "a list", path: "field[]", type: Type.Array(format) },
    { where: "a map", path: "field[]", type: Type.Record(Type.String(), format) },
    { where: "an object in a list", path: "field[].a", type: Type.Array(Type.Object({ a: format })) },
    { where: "a branch", path: "field", type: Type.Union([format, Type.Integer()]) },
    { where: "what is refused", path: "field", type: Type.String({ not: { format: "date" } }) },
    {
      where: "a condition",
      path: "field",
      type: Type.String({ if: { const: "a" }, then: { format: "date" } }),
    },
    {
      where: "a dependency",
      path: "field.b",
      type: Type.Object({}, { dependencies: { a: { properties: { b: format } } } }),
    },
    { where: "an optional field", path: "field.a", type: Type.Object({ a: Type.Optional(format) }) },
    { where: "a tuple", path: "field[1]", type: Type.Tuple([Type.Integer(), format]) },
  ])("what Helm reads differently in $where", ({ path, type }) => {
    expect(problemsOf({ field: type })).toEqual([{ path, reason: expect.stringMatching(/formats/) }]);
  });

  test.each([
    { where: "a list", type: Type.Array(Type.Object({ port: Type.Integer({ maximum: 9, default: 10 }) })) },
    {
      where: "a map",
      type: Type.Record(Type.String(), Type.Object({ port: Type.Integer({ maximum: 9, default: 10 }) })),
    },
    {
      where: "an optional object",
      type: Type.Optional(Type.Object({ port: Type.Integer({ maximum: 9, default: 10 }) })),
    },
  ])("a wrong default in $where, which no value shows at once", ({ type }) => {
    expect(problemsOf({ field: type })).toEqual([
      { path: expect.stringMatching(/^field.*port$/), reason: expect.stringMatching(/default does not fit/) },
    ]);
  });

  test("everything at once, not only the first", () => {
    const problems = problemsOf({
      a: Type.Null(),
      b: Type.Object({ c: format, d: Type.String({ pattern: "." }) }),
    });
    expect(problems.map(({ path }) => path)).toEqual(["a", "b.c", "b.d"]);
  });

  test("a global that is no object, which Helm makes it", () => {
    expect(problemsOf({ global: Type.String() })).toEqual([
      { path: "global", reason: expect.stringMatching(/Helm.*object/) },
    ]);
  });

  test("in a message that names the chart and every place", () => {
    const define = () => defineChart({ name: "web", values: Type.Object({ a: Type.Null(), b: format }) });
    expect(define).toThrow(/"web".*\n {2}a: .*\n {2}b: /);
  });
});

test.each<{ what: string; type: TSchema }>([
  { what: "an escaped dot", type: Type.String({ pattern: "^a\\.b$" }) },
  { what: "a dot in a class", type: Type.String({ pattern: "^[.]$" }) },
  { what: "a bracket and a question mark in a class", type: Type.String({ pattern: "^[(?)]$" }) },
  { what: "a group", type: Type.String({ pattern: "^(?:a|b)(c)$" }) },
  { what: "an escaped bracket with a question mark", type: Type.String({ pattern: "^\\(?a$" }) },
  { what: "an escaped backslash before s", type: Type.String({ pattern: "^\\\\s$" }) },
  { what: "a tuple", type: Type.Tuple([Type.String(), Type.Integer()]) },
  { what: "a whole multipleOf", type: Type.Integer({ multipleOf: 5, default: 10 }) },
  {
    what: "a union of objects",
    type: Type.Union([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })]),
  },
  {
    what: "a condition",
    type: Type.Object({ a: Type.Boolean() }, { if: { required: ["a"] }, then: { minProperties: 1 } }),
  },
])("defineChart takes $what", ({ type }) => {
  expect(problemsOf({ field: type })).toEqual([]);
});

import type { JsonSchema } from "@chartmodel/json-schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withMessages } from "../../src/render/with-messages.ts";
import { compareSchemas } from "../../src/schema-diff/compare-schemas.ts";
import { isMultiple } from "../../src/schema-diff/is-multiple.ts";
import { showSchemaChange } from "../../src/schema-diff/show-schema-change.ts";
import { createVerdict, ownValues } from "../../src/schema-diff/verdict.ts";
import { annotations, type Draft, drafts, everyKeyword, referred } from "./every-keyword.ts";

const object = (properties: Record<string, JsonSchema>, rest: JsonSchema = {}): JsonSchema => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...rest,
});

test.each([
  [0.6, 0.1, true],
  [0.3, 0.1, true],
  [1, 0.3333333333333333, false],
  [1e21, 3, false],
  [1.5e-7, 5e-8, true],
  [-0.75, 0.25, true],
  [0, 7, true],
  [5e-324, 1e-323, false],
])("%d and %d are a multiple and its step: %s, as Helm tells it", (number, step, is) => {
  expect(isMultiple(number, step)).toBe(is);
});

test("a step that goes into the other is compatible, in decimals too", () => {
  const steps = (multipleOf: number) => object({ a: { type: "number", multipleOf } });
  expect(compareSchemas(steps(0.3), steps(0.1))).toEqual([]);
});

describe("breaking changes come with values that were valid and are not", () => {
  test.each<[string, JsonSchema, JsonSchema, string, unknown]>([
    [
      "a narrower range",
      object({ a: { type: "integer", maximum: 50 } }),
      object({ a: { type: "integer", maximum: 10 } }),
      "a",
      { a: 50 },
    ],
    [
      "a step that only rounding fits",
      object({ a: { type: "number", multipleOf: 1 } }),
      object({ a: { type: "number", multipleOf: 0.3333333333333333 } }),
      "a",
      { a: 1 },
    ],
    ["a key that went", object({ a: { type: "string" } }), object({}), "a", { a: "a" }],
    ["another type", object({ a: { type: "string" } }), object({ a: { type: "integer" } }), "a", { a: "a" }],
    ["a member less", object({ a: { enum: ["x", "y"] } }), object({ a: { enum: ["x"] } }), "a", { a: "y" }],
    [
      "a key that must be given",
      object({ a: { type: "string" } }),
      object({ a: { type: "string" } }, { required: ["a"] }),
      "",
      {},
    ],
    [
      "a default less",
      object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
      object({ a: { type: "string" } }, { required: ["a"] }),
      "",
      {},
    ],
    [
      "a pattern",
      object({ a: { type: "string" } }),
      object({ a: { type: "string", pattern: "^b" } }),
      "a",
      { a: "a" },
    ],
    [
      "a pattern for keys that have examples",
      object({ a: { type: "string", pattern: "^[a-z]+[0-9]$", examples: ["web1"] } }),
      object({ a: { type: "string", pattern: "^[a-z]+$" } }),
      "a",
      { a: "web1" },
    ],
    [
      "fewer items",
      object({ a: { type: "array", items: { type: "string" }, maxItems: 3 } }),
      object({ a: { type: "array", items: { type: "string" }, maxItems: 2 } }),
      "a",
      { a: ["a", "a", "a"] },
    ],
    [
      "narrower items",
      object({ a: { type: "array", items: { type: "integer" } } }),
      object({ a: { type: "array", items: { type: "integer", minimum: 3 } } }),
      "a[]",
      { a: [0] },
    ],
    [
      "narrower entries",
      object({ a: { type: "object", additionalProperties: { type: "string" } } }),
      object({ a: { type: "object", additionalProperties: { type: "string", maxLength: 3 } } }),
      "a[]",
      { a: { a: "100m" } },
    ],
    ["a closed object", { type: "object" }, object({}), "[]", { a: "a" }],
    [
      "in an object that must be given",
      object({ a: object({ b: { type: "string" } }, { required: ["b"] }) }, { required: ["a"] }),
      object({ a: object({ b: { type: "boolean" } }, { required: ["b"] }) }, { required: ["a"] }),
      "a.b",
      { a: { b: "a" } },
    ],
    [
      "a branch less",
      object({ a: { anyOf: [{ type: "string" }, { type: "boolean" }] } }),
      object({ a: { type: "string" } }),
      "a",
      { a: true },
    ],
    [
      "a key with a default in an item, which Helm does not fill",
      object({ a: { type: "array", items: object({ b: { type: "string" } }) } }),
      object({
        a: {
          type: "array",
          items: object({ b: { type: "string" }, c: { type: "integer", default: 1 } }, { required: ["c"] }),
        },
      }),
      "a[]",
      { a: [{}] },
    ],
    [
      "a key with a default in an entry, which Helm does not fill",
      object({ a: { type: "object", additionalProperties: object({ b: { type: "string" } }) } }),
      object({
        a: {
          type: "object",
          additionalProperties: object(
            { b: { type: "string" }, c: { type: "integer", default: 1 } },
            { required: ["c"] },
          ),
        },
      }),
      "a[]",
      { a: { a: {} } },
    ],
    [
      "a key that a null takes away",
      object({ a: { type: "string", default: "x" } }),
      object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
      "",
      { a: null },
    ],
    ["a wrong default", object({}), object({ a: { type: "integer", default: "x" } }), "a", {}],
    [
      "in a definition",
      {
        ...object({ a: { $ref: "#/definitions/d" } }),
        definitions: { d: object({ b: { type: "string" } }) },
      },
      {
        ...object({ a: { $ref: "#/definitions/d" } }),
        definitions: { d: object({ b: { type: "integer" } }) },
      },
      "a.b",
      { a: { b: "a" } },
    ],
  ])("%s", (_, before, after, path, example) => {
    const changes = compareSchemas(before, after);
    expect(changes.map((change) => change.path)).toEqual([path]);
    const values = changes[0]?.counterexample;
    expect(values).toEqual(example);
    expect(createVerdict(before, ownValues(before), "old")(values)).toBe(true);
    expect(createVerdict(after, ownValues(after), "new")(values)).toBe(false);
  });
});

describe("one change is told once, with values that it alone makes wrong", () => {
  const sentences = (before: JsonSchema, after: JsonSchema) =>
    compareSchemas(before, after).map((change) => showSchemaChange(change, before, after));

  test("whatever keywords it is made of, and whatever else breaks", () => {
    const before = object({ n: { type: "integer", minimum: 1, maximum: 50, default: 3 }, o: object({}) });
    const after = object(
      {
        n: { type: "integer", minimum: 2, maximum: 10, default: 3 },
        o: object({ a: { type: "string" } }, { required: ["a"] }),
      },
      { required: ["o"] },
    );
    expect(sentences(before, after)).toEqual([
      'n must now be integer, 2 to 10, and was integer, 1 to 50: {"n":1} was valid, and is not',
      'o must have "a": {} was valid, and is not',
      'the values must have "o": {} was valid, and is not',
    ]);
  });

  test("though its field carries a message", () => {
    const schemaOf = (pattern: string) =>
      withMessages(object({ a: { type: "string", pattern, "x-message": "Small letters." } as JsonSchema }));
    expect(sentences(schemaOf("^[a-z]*$"), schemaOf("^[b-z]*$"))).toEqual([
      'a must now be string, matching ^[b-z]*$, and was string, matching ^[a-z]*$: {"a":"a"} was valid, and is not',
    ]);
  });

  test("though it is one of several branches", () => {
    const branches = (type: "integer" | "string"): JsonSchema => ({
      anyOf: ["a", "b"].map((k) => object({ k: { const: k }, x: { type } }, { required: ["k"] })),
    });
    expect(sentences(object({ u: branches("integer") }), object({ u: branches("string") }))).toHaveLength(1);
  });
});

describe("compatible changes are proven", () => {
  test.each<[string, JsonSchema, JsonSchema]>([
    [
      "a wider range",
      object({ a: { type: "integer", maximum: 10 } }),
      object({ a: { type: "integer", maximum: 50 } }),
    ],
    ["a new key", object({}), object({ a: { type: "string" } })],
    [
      "a new key with a default that must be there",
      object({}),
      object({ a: { type: "string", default: "x" } }, { required: ["a"] }),
    ],
    [
      "another default",
      object({ a: { type: "integer", default: 1 } }),
      object({ a: { type: "integer", default: 2 } }),
    ],
    ["a member more", object({ a: { enum: ["x"] } }), object({ a: { enum: ["x", "y"] } })],
    ["a number for an integer", object({ a: { type: "integer" } }), object({ a: { type: "number" } })],
    [
      "a branch more",
      object({ a: { type: "string" } }),
      object({ a: { anyOf: [{ type: "boolean" }, { type: "string" }] } }),
    ],
    [
      "an enum that a pattern matches",
      object({ a: { enum: ["ab", "b"] } }),
      object({ a: { type: "string", pattern: "b$" } }),
    ],
    [
      "an open object",
      object({ a: { type: "string" } }),
      { type: "object", properties: { a: { type: "string" } } },
    ],
    [
      "only words",
      object({ a: { type: "string", description: "x" } }),
      object({ a: { type: "string", description: "y" } }),
    ],
    [
      "one key of a pattern",
      object({ "x-a": { type: "string" } }),
      object({}, { patternProperties: { "^x-": { type: "string" } } }),
    ],
  ])("%s", (_, before, after) => {
    expect(compareSchemas(before, after)).toEqual([]);
  });
});

/** A schema of what a model may be made of, small enough that a random value has a chance to fit. */
const { schema } = fc.letrec<{ schema: JsonSchema; leaf: JsonSchema; node: JsonSchema }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, tie("leaf"), tie("node")),
  leaf: fc.oneof(
    fc
      .record(
        { minimum: fc.integer({ min: -2, max: 3 }), maximum: fc.integer({ min: -2, max: 3 }) },
        { requiredKeys: [] },
      )
      .map((bounds): JsonSchema => ({ type: "integer", ...bounds })),
    fc
      .record(
        { exclusiveMinimum: fc.integer({ min: -2, max: 3 }), multipleOf: fc.integer({ min: 1, max: 3 }) },
        { requiredKeys: [] },
      )
      .map((bounds): JsonSchema => ({ type: "number", ...bounds })),
    fc
      .record(
        {
          minLength: fc.integer({ min: 0, max: 2 }),
          maxLength: fc.integer({ min: 0, max: 2 }),
          pattern: fc.constantFrom("^a", "b$"),
        },
        { requiredKeys: [] },
      )
      .map((bounds): JsonSchema => ({ type: "string", ...bounds })),
    fc.constant<JsonSchema>({ type: "boolean" }),
    fc.constant<JsonSchema>({}),
    fc
      .uniqueArray(fc.constantFrom("a", "b", "", 0, 1, true), { minLength: 1, maxLength: 3 })
      .map((members): JsonSchema => ({ enum: members })),
  ),
  node: fc.oneof(
    fc
      .record({
        properties: fc.dictionary(fc.constantFrom("a", "b", "ab"), tie("schema"), { maxKeys: 3 }),
        required: fc.subarray(["a", "b"]),
        additionalProperties: fc.oneof(
          fc.constant<JsonSchema | boolean>(false),
          fc.constant<JsonSchema | boolean>(true),
          tie("schema"),
        ),
        patternProperties: fc.option(
          fc.dictionary(fc.constantFrom("^a", "b$"), tie("schema"), { maxKeys: 1 }),
          { nil: undefined },
        ),
        minProperties: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
        maxProperties: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        defaults: fc.dictionary(
          fc.constantFrom("a", "b"),
          fc.constantFrom<string | number | boolean | object>("a", 0, 1, true, {}),
          { maxKeys: 1 },
        ),
      })
      .map(
        ({ defaults, properties, ...rest }): JsonSchema => ({
          type: "object",
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, child]) => [
              key,
              key in defaults ? { ...child, default: defaults[key] as never } : child,
            ]),
          ),
          ...(JSON.parse(JSON.stringify(rest)) as JsonSchema),
        }),
      ),
    fc
      .record(
        {
          items: tie("schema"),
          minItems: fc.integer({ min: 0, max: 2 }),
          maxItems: fc.integer({ min: 0, max: 3 }),
          uniqueItems: fc.boolean(),
        },
        { requiredKeys: ["items"] },
      )
      .map((rest): JsonSchema => ({ type: "array", ...rest })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((anyOf): JsonSchema => ({ anyOf })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((oneOf): JsonSchema => ({ oneOf })),
    fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((allOf): JsonSchema => ({ allOf })),
    fc.tuple(tie("schema"), tie("leaf")).map(([base, not]): JsonSchema => ({ ...base, not })),
  ),
}));

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>("a", "b", "", "ab", "ba", 0, 1, -1, 2, 3, 1.5, true, false, null),
    fc.dictionary(fc.constantFrom("a", "b", "ab", "c"), tie("value"), { maxKeys: 3 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
})).value;

/** The schema with one part of it changed, or another one. */
const changed = (before: JsonSchema): fc.Arbitrary<JsonSchema> =>
  fc.oneof(
    schema,
    fc.tuple(fc.nat(), schema).map(([at, other]) => {
      const keys = Object.keys(before.properties ?? {});
      const key = keys[at % keys.length];
      if (key === undefined) return { ...before, ...other };
      return { ...before, properties: { ...before.properties, [key]: other } };
    }),
  );

test.each<[string, JsonSchema, JsonSchema]>([
  [
    "a reference to an extension",
    { ...object({ a: { $ref: "#/x-types/p" } }), ["x-types" as never]: { p: { type: "string" } } },
    { ...object({ a: { $ref: "#/x-types/p" } }), ["x-types" as never]: { p: { type: "integer" } } },
  ],
  [
    "a reference into a part",
    object({ a: { $ref: "#/properties/b/definitions/p" }, b: { definitions: { p: { type: "string" } } } }),
    object({ a: { $ref: "#/properties/b/definitions/p" }, b: { definitions: { p: { type: "integer" } } } }),
  ],
  [
    "a keyword of another draft",
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...object({ a: { type: "array", prefixItems: [{ type: "string" }], items: { type: "integer" } } }),
    },
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...object({ a: { type: "array", items: { type: "integer" } } }),
    },
  ],
  [
    "another draft",
    {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      ["dependentRequired" as never]: { a: ["b"] },
    },
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      ["dependentRequired" as never]: { a: ["b"] },
    },
  ],
])("compatible is not said of %s", (_, before, after) => {
  expect(compareSchemas(before, after)).not.toEqual([]);
});

describe.each(Object.entries(drafts))("in %s,", (draft, $schema) => {
  const schemaOf = (a: object): JsonSchema => ({ $schema, type: "object", properties: { a }, ...referred });
  const possible = everyKeyword.filter(({ never }) => !never?.includes(draft as Draft));

  test.each(possible)("a change of $keyword to $after.format is never passed over", (change) => {
    const [found, ...more] = compareSchemas(schemaOf(change.before), schemaOf(change.after));
    const isShown = found !== undefined && "counterexample" in found;
    expect({ found: found !== undefined, more, isShown }).toEqual({
      // What the draft does not have may be read by others: that counts as not proven.
      found: change.refusing.includes(draft as Draft) || change.keyword in change.after,
      more: [],
      isShown: change.refusing.includes(draft as Draft),
    });
  });

  test.each(Object.entries(annotations))("%s says nothing", (keyword, said) => {
    expect(compareSchemas(schemaOf({}), schemaOf({ [keyword]: said }))).toEqual([]);
  });
});

test("an enum whose members are of a format, or may be, follows from nothing else", () => {
  const $schema = drafts["draft-07"];
  const of = (a: object): JsonSchema => ({ $schema, ...object({ a }) });
  const now = of({ type: "string", format: "ipv4" });
  expect(compareSchemas(of({ enum: ["127.0.0.1"] }), now)).toEqual([]);
  expect(compareSchemas(of({ enum: ["a"] }), now)).toMatchObject([{ counterexample: { a: "a" } }]);
  const [doubtful] = compareSchemas(of({ enum: ["10.0.0.1"] }), now);
  expect(doubtful).toMatchObject({ path: "a" });
  expect(doubtful).not.toHaveProperty("counterexample");
});

const nested = (depth: number): JsonSchema =>
  JSON.parse(`${'{"properties":{"a":'.repeat(depth)}{}${"}}".repeat(depth)}`);

test.each<[string, JsonSchema, RegExp]>([
  ["nested 5,000 deep", nested(5000), /nested too deep .* at most 200/],
  [
    "of draft-04",
    { $schema: "http://json-schema.org/draft-04/schema#" },
    /expected draft-07, 2019-09 or 2020-12/,
  ],
  [
    "that refers to itself alone",
    object({ a: { $ref: "#/definitions/a" } }, { definitions: { a: { $ref: "#/definitions/a" } } }),
    /without end/,
  ],
  [
    "that refers to itself alone, dynamically",
    object({ a: { ["$dynamicRef" as never]: "#a", ["$dynamicAnchor" as never]: "a" } }),
    /without end/,
  ],
])("a schema %s is refused with a sentence", (_, schema, message) => {
  const other = object({ a: { type: "string" } });
  expect(() => compareSchemas(schema, other)).toThrow(message);
  expect(() => compareSchemas(other, schema)).toThrow(message);
});

test.each(["draft-07", "2019-09", "2020-12"] as const)(
  "values are compared whatever their keys are: %s",
  (draft) => {
    const key = (value: number) => ({ valueOf: value, toString: value, constructor: value });
    const schema = {
      $schema: drafts[draft],
      ...object({ a: { enum: [key(1)] }, b: { const: key(1) }, c: { uniqueItems: true } }),
    };
    const accepts = createVerdict(schema, {}, "it");
    expect(accepts({ a: key(1), b: key(1), c: [key(1), key(2)] })).toBe(true);
    expect([{ a: key(2) }, { b: key(2) }, { c: [key(1), key(1)] }].map(accepts)).toEqual([
      false,
      false,
      false,
    ]);
  },
);

test("of definitions that multiply, it is told in the end that not all was compared", () => {
  const of = (leaf: JsonSchema): JsonSchema => {
    const names = Array.from({ length: 41 }, (_, at) => `d${at}`);
    const twice = (at: number) => ({ $ref: `#/definitions/d${at + 1}` });
    const definitions = Object.fromEntries(
      names.map((name, at) => [name, at === 40 ? leaf : object({ a: twice(at), b: twice(at) })]),
    );
    return { $schema: drafts["draft-07"], ...object({ a: twice(-1) }), definitions };
  };
  expect(compareSchemas(of({ type: "integer" }), of({ type: "integer", title: "a" }))).toMatchObject([
    { path: "", keyword: "$ref" },
  ]);
});

/** `npm run test:long` compares 4,000. */
const pairs = Number(process.env["SCHEMA_PAIRS"] ?? 300);

test("compatible is never said where there is a counterexample", { timeout: 600_000 }, () => {
  let compatible = 0;
  let shown = 0;
  fc.assert(
    fc.property(
      schema.chain((before) =>
        fc.tuple(fc.constant(before), changed(before), fc.array(value, { minLength: 30, maxLength: 30 })),
      ),
      ([before, after, values]) => {
        const accepts = createVerdict(before, ownValues(before), "old");
        const acceptsNow = createVerdict(after, ownValues(after), "new");
        const changes = compareSchemas(before, after);
        for (const { counterexample } of changes) {
          if (counterexample === undefined) continue;
          shown++;
          expect([accepts(counterexample), acceptsNow(counterexample)]).toEqual([true, false]);
        }
        if (changes.length > 0) return;
        compatible++;
        for (const one of values) expect(accepts(one) && !acceptsNow(one), JSON.stringify(one)).toBe(false);
      },
    ),
    { numRuns: pairs },
  );
  if (pairs > 300)
    console.log(
      `Measured: ${pairs} pairs of schemas, ${compatible} compatible, ${shown} changes shown with a counterexample`,
    );
  // Both happen often enough to say something.
  expect(compatible).toBeGreaterThan(10);
  expect(shown).toBeGreaterThan(100);
});

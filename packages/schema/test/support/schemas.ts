import type { JsonSchema } from "@chartmodel/json-schema";
import fc from "fast-check";

const small = fc.integer({ min: 0, max: 3 });
export const key = fc.constantFrom("a", "b", "name", "é😀", "a-b");
const text = fc.oneof(
  fc.constantFrom("", "a", "ab", "abc", "😀", "😀b", "\ud83d"),
  fc.string({ maxLength: 4 }),
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 8 }),
  fc.constantFrom(0.5, -0, 1e21, 2 ** 53, NaN, Infinity),
);
/** Any data, and what JSON cannot hold. */
export const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.constant(undefined)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const member = fc.oneof(
  text,
  fc.integer({ min: -3, max: 8 }),
  fc.boolean(),
  fc.constantFrom([1], { a: 1 }, [{ b: [] }]),
);
const pattern = fc.constantFrom("^a", "b$", "^[a-z]{1,2}$", "^(?:a|😀)", "^[^\\n]*$");
const type = fc.constantFrom("string", "number", "integer", "boolean", "object", "array");

/** Schemas of every keyword; their references lead to {@link tree}. */
export const { schema: schemas } = fc.letrec<{ schema: JsonSchema }>((tie) => {
  const schema = tie("schema");
  const list = fc.array(schema, { minLength: 1, maxLength: 3 });
  const optional = <T>(keywords: Record<string, fc.Arbitrary<T>>) =>
    fc.record(keywords, { requiredKeys: [] });
  const scalar = fc.oneof(
    optional<unknown>({ type, title: text }),
    fc.record({ type: fc.uniqueArray(type, { minLength: 1, maxLength: 3 }) }),
    optional<unknown>({
      minimum: fc.integer({ min: -2, max: 2 }),
      maximum: small,
      exclusiveMinimum: fc.integer({ min: -2, max: 2 }),
      exclusiveMaximum: small,
      multipleOf: fc.constantFrom(1, 2, 3, 0.5),
    }),
    optional<unknown>({ type, minLength: small, maxLength: small, pattern }),
    fc.record({ enum: fc.uniqueArray(member, { minLength: 1, maxLength: 4, selector: JSON.stringify }) }),
    fc.record({ const: member }),
  );
  const lists = optional<unknown>({
    type: fc.constant("array"),
    items: schema,
    contains: schema,
    minItems: small,
    maxItems: small,
    uniqueItems: fc.boolean(),
  });
  const tuples = fc.record({ items: list, additionalItems: fc.oneof(fc.boolean(), schema) });
  const objects = optional<unknown>({
    type: fc.constant("object"),
    properties: fc.dictionary(key, schema, { maxKeys: 3 }),
    required: fc.uniqueArray(key, { minLength: 1, maxLength: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), schema),
    patternProperties: fc.dictionary(pattern, schema, { maxKeys: 2 }),
    propertyNames: schema,
    minProperties: small,
    maxProperties: small,
    dependencies: fc.dictionary(key, fc.oneof(schema, fc.uniqueArray(key, { maxLength: 2 })), { maxKeys: 2 }),
  });
  const conditions = fc.oneof(
    fc.record({ allOf: list }),
    fc.record({ anyOf: list }),
    fc.record({ oneOf: list }),
    fc.record({ not: schema }),
    fc.record({ if: schema, then: schema }),
    fc.record({ if: schema, then: schema, else: schema }),
    fc.constant({ $ref: "#/definitions/tree" }),
  );
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      scalar,
      lists,
      tuples,
      objects,
      conditions,
    ) as fc.Arbitrary<JsonSchema>,
  };
});

/** A definition that refers to itself. */
export const tree: JsonSchema = {
  type: "object",
  properties: {
    a: { $ref: "#/definitions/tree" },
    b: { type: "array", items: { $ref: "#/definitions/tree" } },
  },
  additionalProperties: { type: "integer" },
};

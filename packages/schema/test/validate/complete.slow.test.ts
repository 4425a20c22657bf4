import type { JsonSchema } from "@chartmodel/json-schema";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wrongDefaults } from "../../src/model/wrong-defaults.ts";
import { compileCheck } from "../../src/validate/compile-check.ts";
import { createFillDefaults, type ModelCode, modelCodeSource } from "../../src/validate/fill-defaults.ts";
import { verdictsSource } from "../../src/validate/verdict-source.ts";
import { key, plain, schemas, tree } from "../support/schemas.ts";

/** Models: closed and open objects in one another, with defaults, and fields that are any schema. */
const { object: models } = fc.letrec<{ object: JsonSchema; field: JsonSchema }>((tie) => {
  const optional = <T>(keywords: Record<string, fc.Arbitrary<T>>) =>
    fc.record(keywords, { requiredKeys: [] });
  const simple = fc.constantFrom<JsonSchema>(
    { type: "string", pattern: "^a", default: "ab" },
    { type: "string", enum: ["a", "b"], default: "a" },
    { type: "integer", minimum: 0, default: 2 },
    { type: "boolean", default: false },
    { type: "array", items: { type: "string" }, default: ["a"] },
    { allOf: [{ $ref: "#/definitions/tree" }], default: {} },
  );
  const fields = [
    { weight: 6, arbitrary: simple },
    { weight: 3, arbitrary: tie("object") },
    fc.record({ type: fc.constant("array"), items: tie("object") }),
    fc.record({ anyOf: fc.tuple(tie("object"), tie("field")) }),
    schemas,
  ];
  const keywords = fc.record({
    type: fc.constant("object"),
    properties: fc.dictionary(key, tie("field"), { maxKeys: 4, noNullPrototype: true }),
    additionalProperties: fc.oneof(fc.boolean(), tie("field")),
  });
  const required = fc.oneof(fc.constant("every" as const), fc.uniqueArray(key, { maxLength: 3 }));
  const more = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    optional<unknown>({ maxProperties: fc.nat(3), description: fc.string(), default: fc.constant({}) }),
  );
  const object = fc.tuple(keywords, required, more).map(
    ([schema, keys, others]) =>
      ({
        ...schema,
        ...others,
        required: keys === "every" ? Object.keys(schema.properties) : keys,
      }) as JsonSchema,
  );
  return {
    object,
    field: fc.oneof({ maxDepth: 3, depthSize: "small", withCrossShrink: true }, ...fields),
  } as never;
});

/** Values that often fit. */
const { value: likely } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<unknown>("ab", "a", "b", 0, 2, true, ["a"]),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie("value"), { maxLength: 2 }),
  ),
}));
const given = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(key, likely, { maxKeys: 4, noNullPrototype: true }) },
  plain,
);

const codeOf = (schema: JsonSchema) => new Function(`return ${modelCodeSource(schema)}`)() as ModelCode;
const completeOf = (schema: JsonSchema) => codeOf(schema).complete;

test("what is found valid in the pass that fills is what ajv accepts of what was filled", () => {
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(models, fc.array(given, { minLength: 10, maxLength: 40 }), (body, values) => {
      const schema = { ...body, definitions: { tree } };
      let check: ReturnType<typeof compileCheck>;
      let problems: ReturnType<typeof wrongDefaults>;
      try {
        check = compileCheck(schema);
        problems = wrongDefaults(schema);
      } catch {
        // What ajv does not compile is not accepted, whatever is given.
        for (const value of values) expect(completeOf(schema)(value).isValid).toBe(false);
        return;
      }
      fc.pre(problems.length === 0);
      const { complete, accepts } = codeOf(schema);
      const fill = createFillDefaults(schema);
      const isWritten = verdictsSource([schema], schema) !== "[() => false]";
      for (const given of values) {
        const { value, isValid } = complete(given);
        expect(JSON.stringify(value)).toBe(JSON.stringify(fill(given)));
        expect(value).toEqual(fill(given));
        expect(isValid).toBe(isWritten && check(value));
        expect(accepts(given)).toBe(isWritten && check(given));
        if (isValid) accepted += 1;
        else refused += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(200);
});

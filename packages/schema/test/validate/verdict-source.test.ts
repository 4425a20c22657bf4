import { createRequire } from "node:module";
import { type JsonSchema, ownKeywords } from "@chartmodel/json-schema";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileVerdicts, verdictsSource } from "../../src/validate/verdict-source.ts";
import { plain, schemas, tree } from "../support/schemas.ts";

const draft07 = createRequire(import.meta.url)("ajv/dist/refs/json-schema-draft-07.json") as JsonSchema;

const verdictOf = (schema: JsonSchema) => {
  const [verdict] = compileVerdicts([schema], schema);
  if (!verdict) throw new Error("no verdict");
  return verdict;
};

const isWritten = (schema: JsonSchema) => verdictsSource([schema], schema) !== "[() => false]";

/** With `allErrors` ajv may accept a `contains` inside of conditions that it refuses without. */
const ajv = new Ajv({
  ownProperties: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
  strictTuples: false,
});
ajv.addVocabulary([...ownKeywords]);

/** ajv's strict mode does not compile every schema. */
const compileOrRefuse = (schema: JsonSchema) => {
  try {
    return ajv.compile(schema);
  } catch {
    return () => false;
  }
};

describe("a verdict is ajv's verdict:", () => {
  test("on generated schemas and values", () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(schemas, fc.array(plain, { minLength: 1, maxLength: 20 }), (body, values) => {
        const schema = { ...body, definitions: { tree } };
        const verdict = verdictOf(schema);
        const check = compileOrRefuse(schema);
        for (const value of values) {
          const expected = check(value);
          expect(verdict(value)).toBe(isWritten(schema) && expected);
          if (expected) accepted += 1;
          else refused += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(200);
  });

  test("on definitions that refer to each other, two of which differ by a description alone", () => {
    const outer: JsonSchema = { type: "object", properties: { y: { $ref: "#/definitions/inner" } } };
    const refers = { x: { $ref: "#/definitions/outer" }, d: { $ref: "#/definitions/described" } };
    const verdict = verdictOf({
      $ref: "#/definitions/outer",
      definitions: {
        outer,
        described: { ...outer, description: "As outer." },
        inner: { type: "object", properties: { d: refers.d, x: refers.x } },
      },
    });
    expect(verdict({ y: { d: { y: { x: {} } }, x: { y: { d: {} } } } })).toBe(true);
    for (const wrong of [{ y: { x: 3 } }, { y: { d: 3 } }, { y: { d: { y: { x: 3 } } } }, { y: 3 }])
      expect(verdict(wrong)).toBe(false);
  });

  test("on the meta-schema, which refers to itself", () => {
    const verdict = verdictOf(draft07);
    expect(verdict(draft07)).toBe(true);
    expect(verdict({ properties: { a: { minLength: -1 } } })).toBe(false);
    expect(verdict({ items: [{ required: ["a", "a"] }] })).toBe(false);
  });
});

test.each([
  { if: { type: "string" } },
  { then: { type: "string" } },
  { additionalItems: false },
  { properties: { a: {} }, patternProperties: { "^a": {} } },
  { "x-unknown": 1 },
  { type: "text" },
  { $ref: "#/definitions/nothing" },
] as JsonSchema[])("what ajv refuses to compile is not accepted: %j", (schema) => {
  expect(verdictOf(schema)("a")).toBe(false);
  expect(verdictOf({ not: schema })("a")).toBe(false);
});

test("schemas that differ by what is said of them have one function", () => {
  const port = (description: string): JsonSchema => ({ type: "integer", maximum: 65_535, description });
  const source = verdictsSource([port("Of the service."), port("Of the pods.")], {});
  expect(source.match(/^function is\d+/gm)).toHaveLength(1);
});

import { expect, test } from "vitest";
import { formatPath, type JsonSchema, mapSubschemas, subschemas } from "../src/index.ts";

const schema: JsonSchema = {
  properties: { a: { title: "a" } },
  patternProperties: { "^x": { title: "x" } },
  additionalProperties: false,
  propertyNames: { title: "name" },
  items: [{ title: "first" }],
  additionalItems: { title: "rest" },
  dependencies: { a: ["b"], b: { title: "with b" } },
  anyOf: [{ title: "one" }, { title: "other" }],
  not: { title: "not" },
  definitions: { d: { title: "d" } },
  default: { properties: { a: { title: "data" } } },
  enum: [{ title: "data" }],
};

test("subschemas tells what each schema in a schema is for, and leaves data alone", () => {
  const found = [...subschemas(schema)].map(({ role, step, schema: { title } }) =>
    [role, step === undefined ? "" : formatPath([step]), title].join(" "),
  );
  expect(found).toEqual([
    "child a a",
    'child ["/^x/"] x',
    "condition [] name",
    "child [0] first",
    "child [] rest",
    "part  with b",
    "part  one",
    "part  other",
    "condition  not",
    "definition  d",
  ]);
});

test("mapSubschemas changes each of them, and nothing else", () => {
  const changed = mapSubschemas(schema, ({ title = "" }) => ({ title: title.toUpperCase() }));
  expect([...subschemas(changed)].map(({ schema: { title } }) => title)).toEqual([
    ...["A", "X", "NAME", "FIRST", "REST", "WITH B", "ONE", "OTHER", "NOT", "D"],
  ]);
  expect(changed).toMatchObject({
    additionalProperties: false,
    dependencies: { a: ["b"] },
    default: schema.default,
    enum: schema.enum,
  });
});

test("a key of the name of a keyword is a key", () => {
  expect([...subschemas({ properties: { items: { type: "string" } } })]).toHaveLength(1);
});

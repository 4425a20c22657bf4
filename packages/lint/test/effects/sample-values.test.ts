import type { JsonSchema } from "@chartmodel/json-schema";
import { definitionNames, definitionsFor, type KubernetesTypes } from "@chartmodel/kubernetes";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { Samples } from "../../src/effects/sample-values.ts";

const ajv = new Ajv({ strict: false });

describe("changes", () => {
  test.each<[string, JsonSchema, unknown, unknown[]]>([
    ["boolean", { type: "boolean" }, false, [true]],
    ["choice", { enum: ["a", "b", "c"] }, "b", ["a", "c"]],
    ["number at the end of its range", { type: "integer", minimum: 1, maximum: 3 }, 3, [2, 1]],
    ["name", { type: "string", pattern: "^[a-z]{3}$" }, "abc", ["aba"]],
    ["port", { type: "string", pattern: "^[0-9]+$" }, "80", ["12345", "7"]],
    ["list", { type: "array", items: { type: "string" } }, [], [["sample"]]],
    [
      "map",
      { type: "object", additionalProperties: { type: "string" } },
      { a: "b" },
      [{ a: "b", sample: "sample" }, { a: "sample" }],
    ],
  ])("of a %s are other values that fit", (_, schema, current, expected) => {
    const changes = new Samples(schema).changes(schema, current, 2);
    expect(changes).toEqual(expected);
    for (const change of changes) expect(ajv.validate(schema, change)).toBe(true);
  });

  test.each(Object.keys(definitionNames) as (keyof KubernetesTypes)[])(
    "of a %s fit Kubernetes' definition",
    (name) => {
      const schema = { $ref: `#/definitions/${definitionNames[name]}` };
      const root = { ...schema, definitions: definitionsFor([definitionNames[name]]) };
      const validate = ajv.compile(root);
      const samples = new Samples(root);
      const [first] = samples.changes(schema, {}, 1);
      expect(first).not.toEqual({});
      expect(validate(first) || validate.errors).toBe(true);
      // What is full already can still be changed.
      expect(samples.changes(schema, first, 1)).toHaveLength(1);
    },
  );
});

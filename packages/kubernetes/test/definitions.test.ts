import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { allDefinitions, definitionsFor } from "../src/definitions.ts";
import { definitionNames, type KubernetesTypes } from "../src/types.ts";
import { type Case, right, wrong } from "./cases.ts";

const definitions = allDefinitions();
const ajv = new Ajv({ strict: true, allowUnionTypes: true });

function validator(type: keyof KubernetesTypes) {
  const name = definitionNames[type];
  return ajv.compile({ $ref: `#/definitions/${name}`, definitions: definitionsFor([name]) });
}

const title = ({ type, value }: Case) => `${type} ${JSON.stringify(value)}`;

describe("definitions", () => {
  test("ajv compiles every one of them, strictly", () => {
    const compile = () =>
      ajv.compile({
        anyOf: Object.keys(definitions).map((name) => ({ $ref: `#/definitions/${name}` })),
        definitions,
      });
    expect(compile).not.toThrow();
  });

  test("none has what Helm and ajv read differently", () => {
    const faults: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      const keys = Object.keys(schema);
      const isSchema = !/\/(properties|definitions)$/.test(path);
      if (isSchema && keys.includes("$ref") && keys.length > 1) faults.push(`${path}: beside $ref`);
      if (isSchema && keys.includes("format")) faults.push(`${path}: format`);
      if (isSchema && keys.includes("properties") && !keys.includes("additionalProperties"))
        faults.push(`${path}: open`);
      if (isSchema && "type" in schema && [schema.type].flat().includes("null")) faults.push(`${path}: null`);
      for (const [key, value] of Object.entries(schema)) visit(value, `${path}/${key}`);
    };
    visit({ definitions }, "");
    expect(faults).toEqual([]);
  });

  test.each(right.map((it) => [title(it), it] as const))("accepts %s", (_, { type, value }) => {
    const validate = validator(type);
    expect(validate(value) || validate.errors).toBe(true);
  });

  test.each(wrong.map((it) => [title(it), it] as const))("refuses %s", (_, { type, value }) => {
    expect(validator(type)(value)).toBe(false);
  });
});

describe("definitionsFor", () => {
  test("brings what a definition refers to, and no more", () => {
    expect(Object.keys(definitionsFor([definitionNames.ResourceRequirements]))).toEqual([
      "io.k8s.api.core.v1.ResourceClaim",
      "io.k8s.api.core.v1.ResourceRequirements",
      "io.k8s.apimachinery.pkg.api.resource.Quantity",
    ]);
  });

  test("refuses a name that it does not know", () => {
    expect(() => definitionsFor(["io.k8s.api.core.v1.Prob"])).toThrow(RangeError);
  });
});

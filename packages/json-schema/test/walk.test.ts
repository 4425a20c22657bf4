import { describe, expect, test } from "vitest";
import {
  allowsPath,
  childrenOf,
  ELEMENT,
  type JsonSchema,
  keysOf,
  partsOf,
  type SchemaPath,
  schemasAt,
} from "../src/index.ts";

const text: JsonSchema = { type: "string" };
const number: JsonSchema = { type: "integer" };

describe("schemasAt", () => {
  const root: JsonSchema = {
    type: "object",
    properties: {
      list: { type: "array", items: text },
      tuple: { type: "array", items: [text, number], additionalItems: { type: "boolean" } },
      newerTuple: { prefixItems: [text], items: number },
      map: { type: "object", additionalProperties: number },
      patterned: { type: "object", patternProperties: { "^x-": text }, properties: { "x-y": number } },
      union: { anyOf: [{ properties: { a: text } }, { properties: { a: number } }] },
      referred: { allOf: [{ $ref: "#/definitions/Node" }] },
      chosen: { if: { properties: { no: text } }, then: { properties: { yes: text } } },
      depending: { dependencies: { a: { properties: { b: text } }, c: ["d"] } },
    },
    definitions: { Node: { properties: { next: { $ref: "#/definitions/Node" }, name: text } } },
  };

  test.each<{ path: SchemaPath; is: JsonSchema[] }>([
    { path: ["list", 3], is: [text] },
    { path: ["list", ELEMENT], is: [text] },
    { path: ["tuple", 1], is: [number] },
    { path: ["tuple", 2], is: [{ type: "boolean" }] },
    { path: ["newerTuple", 0], is: [text] },
    { path: ["newerTuple", 1], is: [number] },
    { path: ["map", "any"], is: [number] },
    { path: ["map", ELEMENT], is: [number] },
    { path: ["map", 0], is: [] },
    { path: ["patterned", "x-y"], is: [number, text] },
    { path: ["patterned", "y"], is: [] },
    { path: ["union", "a"], is: [text, number] },
    { path: ["referred", "next", "next", "name"], is: [text] },
    { path: ["chosen", "yes"], is: [text] },
    { path: ["chosen", "no"], is: [] },
    { path: ["depending", "b"], is: [text] },
    { path: ["__proto__"], is: [] },
    { path: ["map", "__proto__"], is: [number] },
    { path: ["constructor", "name"], is: [] },
  ])("$path", ({ path, is }) => {
    expect(schemasAt(root, path)).toEqual(is);
  });

  test("takes a pattern that JavaScript cannot read for one that matches", () => {
    expect(schemasAt({ patternProperties: { "(?i)^a": text } }, ["b"])).toEqual([text]);
  });
});

test("partsOf a schema that refers to itself ends", () => {
  const root: JsonSchema = { definitions: { a: { anyOf: [{ $ref: "#/definitions/a" }, text] } } };
  expect(partsOf({ $ref: "#/definitions/a" }, root)).toHaveLength(4);
});

test("partsOf leaves a reference that points at nothing", () => {
  expect(partsOf({ $ref: "#/definitions/toString" }, { definitions: {} })).toEqual([
    { $ref: "#/definitions/toString" },
  ]);
});

test("keysOf names each key once", () => {
  expect(keysOf([{ properties: { a: text } }, { properties: { a: number, b: text } }])).toEqual(["a", "b"]);
});

test("childrenOf a boolean schema are none", () => {
  expect(childrenOf([{ additionalProperties: true, items: text }], "a")).toEqual([]);
});

describe("allowsPath", () => {
  const closed: JsonSchema = { type: "object", properties: { a: text }, additionalProperties: false };

  test.each([
    { what: "a key that is named", schema: closed, path: ["a"], is: true },
    { what: "another key of a closed object", schema: closed, path: ["b"], is: false },
    { what: "a key below a scalar", schema: closed, path: ["a", "b"], is: false },
    { what: "a key that one branch leaves open", schema: { anyOf: [closed, {}] }, path: ["b"], is: true },
    { what: "a key that no branch has", schema: { anyOf: [closed, text] }, path: ["b"], is: false },
    { what: "a key that a condition of all closes", schema: { allOf: [closed, {}] }, path: ["b"], is: false },
    { what: "an element of a list", schema: { type: "array" }, path: [ELEMENT], is: true },
    { what: "an item of a map", schema: { type: "object" }, path: [0], is: false },
  ] as const)("$what: $is", ({ schema, path, is }) => {
    expect(allowsPath(schema as JsonSchema, path, schema as JsonSchema)).toBe(is);
  });

  test.each([
    { what: "leaves open", definition: {}, is: true },
    { what: "closes", definition: { additionalProperties: false }, is: false },
  ])("ends where references go in a circle that $what a key", ({ definition, is }) => {
    const a = { anyOf: [{ $ref: "#/definitions/b" }, { $ref: "#/definitions/b" }] };
    const b = { allOf: [{ $ref: "#/definitions/a" }, definition] };
    const root: JsonSchema = { definitions: { a, b } };
    expect(allowsPath({ $ref: "#/definitions/a" }, ["key"], root)).toBe(is);
  });
});

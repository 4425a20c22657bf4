import { describe, expect, test } from "vitest";
import { type JsonSchema, showValue, visibleValue } from "../src/index.ts";

const secret: JsonSchema = { type: "string", "x-secret": true };
const root: JsonSchema = {
  properties: {
    plain: { properties: { a: { type: "integer" } } },
    login: { properties: { user: { type: "string" }, password: secret } },
    tokens: { type: "array", items: secret },
    keyed: { patternProperties: { "^x-": secret } },
    tuple: { items: [{ type: "string" }, secret] },
    union: { anyOf: [{ type: "string" }, { properties: { pin: secret } }] },
    group: { "x-secret": true, properties: { a: { type: "string" } } },
    env: { items: { properties: { name: {}, value: {}, valueFrom: {} } } },
    node: { $ref: "#/definitions/Node" },
  },
  definitions: { Node: { properties: { next: { $ref: "#/definitions/Node" }, key: secret } } },
};

describe("showValue", () => {
  test.each([
    { path: ["plain"], value: { a: 1 }, is: '{"a":1}' },
    { path: ["plain"], value: "text", is: '"text"' },
    { path: ["login"], value: { user: "me", password: "x" }, is: '{"user":"me","password":(hidden)}' },
    { path: ["login"], value: "x", is: "(hidden)" },
    { path: ["login"], value: ["x"], is: "[(hidden)]" },
    { path: ["login"], value: { passwrd: "x" }, is: '{"passwrd":(hidden)}' },
    { path: ["login", "password", "deeper"], value: "x", is: "(hidden)" },
    { path: ["login", "user"], value: "me", is: '"me"' },
    { path: ["tokens"], value: ["x", "y"], is: "[(hidden),(hidden)]" },
    { path: ["tokens"], value: "x", is: "(hidden)" },
    { path: ["keyed"], value: { "x-a": "x", b: "x" }, is: '{"x-a":(hidden),"b":(hidden)}' },
    { path: ["tuple"], value: ["a", "x"], is: "[(hidden),(hidden)]" },
    { path: ["union"], value: "x", is: "(hidden)" },
    { path: ["group", "a"], value: "x", is: "(hidden)" },
    {
      path: ["node", "next", "next"],
      value: { key: "x", next: "x" },
      is: '{"key":(hidden),"next":(hidden)}',
    },
    {
      path: ["env"],
      value: [
        { name: "API_TOKEN", value: "x" },
        { name: "LEVEL", value: "y" },
        { value: "x", name: "PGPASSWORD" },
      ],
      is: '[{"name":"API_TOKEN","value":(hidden)},{"name":"LEVEL","value":"y"},{"value":(h…',
    },
    { path: [], value: undefined, is: "nothing" },
    { path: [], value: "x", is: "(hidden)" },
  ])("$value at $path is $is", ({ path, value, is }) => {
    expect(showValue(value, { root, path })).toBe(is);
  });

  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  test.each([
    { what: "a Map", value: new Map(), is: "a Map" },
    { what: "a BigInt in a list", value: [1n], is: "[a BigInt]" },
    { what: "a function", value: () => {}, is: "a function" },
    { what: "NaN", value: Number.NaN, is: "NaN" },
    { what: "null", value: null, is: "null" },
    { what: "a key without a value", value: { a: undefined, b: 1 }, is: '{"b":1}' },
  ])("$what is $is", ({ value, is }) => {
    expect(showValue(value)).toBe(is);
  });

  test.each([
    { what: "a circle", value: circle },
    { what: "a long text", value: "x".repeat(100_000) },
    { what: "a long key", value: { ["x".repeat(100_000)]: 1 } },
    { what: "many items", value: Array.from({ length: 300_000 }, () => 1) },
    { what: "many levels", value: JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as unknown },
  ])("shortens $what to 80 characters", ({ value }) => {
    expect(showValue(value)).toHaveLength(80);
    expect(showValue(value)).toMatch(/…$/);
  });
});

test("visibleValue hides the same, and leaves the rest as data", () => {
  const value = { plain: { a: 1 }, login: { user: "me", password: "x" }, tokens: ["x"], union: "x" };
  expect(visibleValue(value, { root })).toEqual({
    plain: { a: 1 },
    login: { user: "me", password: "(hidden)" },
    tokens: ["(hidden)"],
    union: "(hidden)",
  });
});

import { describe, expect, test } from "vitest";
import { dataFault, formatPath, isPrintableData, unprintableText } from "../src/index.ts";

const circle: { list: unknown[] } = { list: [] };
circle.list.push(circle);
const nested = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
const shared = { a: 1 };

describe("dataFault", () => {
  test.each([
    { what: "a Map", value: { a: [new Map()] }, path: "a[0]", found: "a Map" },
    { what: "a BigInt", value: { a: 1n }, path: "a", found: "a BigInt" },
    { what: "a function", value: { a: () => 1 }, path: "a", found: "a function" },
    { what: "a symbol", value: Symbol("x"), path: "", found: "a symbol" },
    { what: "a promise", value: Promise.resolve(1), path: "", found: "a Promise" },
    { what: "a Date", value: { at: new Date(0) }, path: "at", found: "a Date" },
    { what: "infinity", value: [Number.POSITIVE_INFINITY], path: "[0]", found: "Infinity" },
    { what: "a circle", value: circle, path: "list[0]", found: "a part that holds itself" },
    {
      what: "10,000 levels",
      value: nested(5000),
      path: "[0][0][0]",
      found: "more than 100 levels in one another",
    },
    {
      what: "__proto__",
      value: JSON.parse('{"a":{"__proto__":1}}'),
      path: "a",
      found: "an object with the key __proto__",
    },
    {
      what: "half of a surrogate pair",
      value: { a: ["\ud83d"] },
      path: "a[0]",
      found: "a text with half of a surrogate pair, which no file can hold",
    },
    {
      what: "half of a surrogate pair in a key",
      value: { a: { "\ude00": 1 } },
      path: "a",
      found: "an object with half of a surrogate pair in a key",
    },
  ])("finds $what", ({ value, path, found }) => {
    const fault = dataFault(value);
    expect(fault && { ...fault, path: formatPath(fault.path) }).toEqual({ path, found });
  });

  test.each([
    { what: "plain data", value: { a: [1, "b", true, null, { c: {} }] } },
    { what: "a whole surrogate pair", value: { "\ud83d\ude00": "\ud83d\ude00" } },
    { what: "100 levels", value: nested(100) },
    { what: "one object in two places", value: [shared, shared] },
    { what: "an object without a prototype", value: Object.create(null) },
    { what: "a key without a value", value: { a: undefined } },
    {
      what: "an object of a class",
      value: new (class Port {
        number = 1;
      })(),
    },
  ])("takes $what", ({ value }) => {
    expect(dataFault(value)).toBeUndefined();
  });
});

test.each([2 ** 53, -(2 ** 53), Number("9007199254740993")])(
  "a whole number that JavaScript cannot hold exactly is no data: %d",
  (value) => {
    expect(dataFault({ a: value })).toEqual({ path: ["a"], found: expect.stringContaining("beyond 2^53") });
    expect(dataFault({ a: value / 4 })).toBeUndefined();
  },
);

test.each([
  ["plain", { a: ["text", { "a key": 1 }] }, true],
  ["no data", { a: [new Map()] }, false],
  ["unprintable", { a: ["b\u007f"] }, false],
  ["unprintable in a key", { "a\ufffe": 1 }, false],
  ["half of a surrogate pair", { a: "\ud83d" }, false],
])("in one walk is seen what is %s", (_what, value, isPrintable) => {
  expect(isPrintableData(value)).toBe(isPrintable);
  expect(dataFault(value) === undefined && unprintableText(value) === undefined).toBe(isPrintable);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { valueChanges } from "../src/index.ts";

test.each([
  ["equal values", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  ["a changed leaf", { a: { b: 1 } }, { a: { b: 2 } }, [{ path: ["a", "b"], before: 1, after: 2 }]],
  ["a key that came", {}, { a: { b: 1 } }, [{ path: ["a"], after: { b: 1 } }]],
  ["a key that went", { a: 1 }, {}, [{ path: ["a"], before: 1 }]],
  ["another kind", { a: { b: 1 } }, { a: 1 }, [{ path: ["a"], before: { b: 1 }, after: 1 }]],
  ["a longer list", [1], [1, 2], [{ path: [1], after: 2 }]],
  [
    "a shorter list",
    [1, 2],
    [2],
    [
      { path: [0], before: 1, after: 2 },
      { path: [1], before: 2 },
    ],
  ],
  [
    "items by their names",
    [{ name: "a", x: 1 }, { name: "b" }],
    [{ name: "c" }, { name: "a", x: 2 }],
    [
      { path: [0], after: { name: "c" } },
      { path: [1, "x"], before: 1, after: 2 },
      { path: [1], before: { name: "b" } },
    ],
  ],
  [
    "named items in another order",
    [{ name: "a" }, { name: "b" }],
    [{ name: "b" }, { name: "a" }],
    [
      { path: [0, "name"], before: "a", after: "b" },
      { path: [1, "name"], before: "b", after: "a" },
    ],
  ],
  ["null, which is a value", { a: null }, { a: 0 }, [{ path: ["a"], before: null, after: 0 }]],
  ["a key of the prototype's", {}, { toString: 1 }, [{ path: ["toString"], after: 1 }]],
])("%s", (_, before, after, changes) => {
  expect(valueChanges(before, after)).toEqual(changes);
});

test("there is a change if, and only if, the values differ", () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(value, value, (before, after) => {
      const isEqual = (a: unknown, b: unknown) => {
        try {
          expect(a).toStrictEqual(b);
          return true;
        } catch {
          return false;
        }
      };
      expect(valueChanges(before, before)).toEqual([]);
      expect(valueChanges(before, after).length === 0).toBe(isEqual(before, after));
    }),
  );
});

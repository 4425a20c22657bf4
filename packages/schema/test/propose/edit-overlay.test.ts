import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { editOverlay } from "../../src/propose/edit-overlay.ts";
import { setIn } from "../../src/resolve/set-layer.ts";

const cases: readonly (readonly [
  why: string,
  before: string,
  path: string,
  value: unknown,
  after: string,
])[] = [
  ["a new file", "", "web.replicas", 3, "web:\n  replicas: 3\n"],
  ["a file of comments", "# mine\n", "queue", "a", "# mine\n\nqueue: a\n"],
  [
    "a scalar alone",
    "a:   1   # one\nb: >\n  long\n  text\n",
    "a",
    2,
    "a:   2   # one\nb: >\n  long\n  text\n",
  ],
  ["a text that YAML reads as something else", "a: x\n", "a", "true", 'a: "true"\n'],
  ["a text that YAML 1.1 reads as something else", "a: x\n", "a", "yes", 'a: "yes"\n'],
  [
    "a new key and text that YAML 1.1 reads as something else",
    "a: x\n",
    "on.b",
    "1:30",
    'a: x\n"on":\n  b: "1:30"\n',
  ],
  ["a list of such text", "a:\n  - 1\n", "a", ["off", "0777"], 'a:\n  - "off"\n  - "0777"\n'],
  ["a byte order mark's file", "\uFEFFa: 1\n", "b", 2, "\uFEFFa: 1\nb: 2\n"],
  ["a scalar after a byte order mark", "\uFEFFa: 1\n", "a", 2, "\uFEFFa: 2\n"],
  ["a text in quotes", "a: 'x' # why\n", "a", "y", 'a: "y" # why\n'],
  [
    "a key below the map that it is of",
    "web:\n    level: info   # quiet\n\n# the queue\nqueue:  b\n",
    "web.replicas",
    3,
    "web:\n    level: info   # quiet\n    replicas: 3\n\n# the queue\nqueue:  b\n",
  ],
  ["a map of maps", "a:\n  b: 1\n", "c.d.e", true, "a:\n  b: 1\nc:\n  d:\n    e: true\n"],
  ["a file without a last line break", "a: 1", "b", 2, "a: 1\nb: 2\n"],
  ["line breaks of Windows", "a: 1\r\nc: 3\r\n", "b", 2, "a: 1\r\nc: 3\r\nb: 2\r\n"],
  [
    "line breaks of Windows where it is written again",
    "a: # why\r\n  - 1\r\nb: |\r\n  one\r\n  two\r\n",
    "a",
    [3, "l\nm"],
    "a:\r\n  - 3\r\n  - |-\r\n    l\r\n    m\r\nb: |\r\n  one\r\n  two\r\n",
  ],
  ["a key that YAML has as a number", "ports:\n  8080: a\n", "ports.8080", "b", "ports:\n  8080: b\n"],
  ["a list, whole", "a: # why\n  - 1\n  - 2\nb: 1\n", "a", [3], "a:\n  - 3\nb: 1\n"],
  ["a map in brackets", "a: { b: 1 }\n", "a.c", "x: y", 'a: { b: 1, c: "x: y" }\n'],
  ["what an alias repeats", "a: &x { k: 1 }\nb: *x\n", "b.k", 2, "a: &x { k: 1 }\nb:\n  k: 2\n"],
  ["a block of text", "a: |\n  one\n  two\nb: 1\n", "b", "l\nm", "a: |\n  one\n  two\nb: |-\n  l\n  m\n"],
];

describe("an overlay", () => {
  test.each(cases)("gets %s", (_why, before, path, value, after) => {
    expect(editOverlay(before, { path: path.split("."), value }, false)).toBe(after);
  });

  test("in JSON stays JSON, as it is indented", () => {
    const json = '{\n    "a": {"b": 1}\n}\n';
    expect(editOverlay(json, { path: ["a", "b"], value: "x" }, true)).toBe('{\n    "a": {"b": "x"}\n}\n');
    expect(editOverlay(json, { path: ["c"], value: 1 }, true)).toBe(
      '{\n    "a": {\n        "b": 1\n    },\n    "c": 1\n}\n',
    );
    expect(editOverlay("", { path: ["c"], value: 1 }, true)).toBe('{\n  "c": 1\n}\n');
    expect(editOverlay('{\r\n  "a": [1]\r\n}\r\n', { path: ["a"], value: 2 }, true)).toBe(
      '{\r\n  "a": 2\r\n}\r\n',
    );
  });

  test.each([
    ["a: &x\n  n: 1\nb: *x\n", ["a", "n"], 2],
    ["a: &x old\nb: [*x]\n", ["a"], "new"],
    ["a: &x old\nb: [*x]\n", ["a"], ["new"]],
    ["a: [&x old]\nb: *x\n", ["a"], []],
    ["a: { n: &x old }\nb: *x\n", ["a", "n", "m"], 1],
  ])("is not changed where an alias would change more: %j", (text, path, value) => {
    expect(() => editOverlay(text, { path, value }, false)).toThrow(
      /an alias, so it cannot be changed alone/,
    );
  });

  test("has the wanted values and no other, whatever it is", () => {
    const key = fc.constantFrom("a", "b", "c", "8080", "x y", "constructor");
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom("null", "- a", "#", "a: b"),
    );
    const values = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 3 }), tie("map")),
      map: fc.dictionary(key, tie("node"), { maxKeys: 4, noNullPrototype: true }),
    })).map;
    const path = fc.array(key, { minLength: 1, maxLength: 4 });
    const form = fc.constantFrom("block", "windows", "flow", "json");
    fc.assert(
      fc.property(values, path, fc.oneof(scalar, values), form, (before, steps, value, kind) => {
        const text =
          kind === "block" || kind === "windows"
            ? `# head\n${stringify(before)}`.replaceAll("\n", kind === "windows" ? "\r\n" : "\n")
            : kind === "flow"
              ? JSON.stringify(before)
              : JSON.stringify(before, null, 3);
        const result = editOverlay(text, { path: steps, value }, kind === "json");
        const read = kind === "json" ? JSON.parse(result) : parse(result);
        expect(read).toEqual(setIn(before, steps, value));
        if (kind === "windows") expect(result).not.toMatch(/[^\r]\n/);
      }),
      { numRuns: 500 },
    );
  });
});

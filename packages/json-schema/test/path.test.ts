import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatPath, parsePath, pointerSegments, valueAt } from "../src/path.ts";

describe("formatPath", () => {
  test.each([
    { segments: [], path: "" },
    { segments: ["a", "b-c", "$d"], path: "a.b-c.$d" },
    { segments: ["a", 0, 12, "b"], path: "a[0][12].b" },
    { segments: ["a", "x.y/z"], path: 'a["x.y/z"]' },
    { segments: ["0"], path: '["0"]' },
    { segments: ["", 'say "hi"'], path: '[""]["say \\"hi\\""]' },
  ])("$path", ({ segments, path }) => {
    expect(formatPath(segments)).toBe(path);
  });

  test("is what parsePath reads back, whatever the keys are", () => {
    const segment = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.nat(),
      fc.constantFrom("a=b", "__proto__", "]", "[0]", "\\"),
    );
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        expect(parsePath(formatPath(segments))).toEqual(segments);
      }),
    );
  });
});

test.each([
  { path: "a..b", position: 2 },
  { path: "a[", position: 2 },
  { path: "a[x]", position: 2 },
  { path: 'a["b]', position: 2 },
  { path: "a]", position: 2 },
])("parsePath refuses $path and says where", ({ path, position }) => {
  expect(() => parsePath(path)).toThrow(new RegExp(`at character ${position}`));
});

test("pointerSegments makes numbers of a list's indexes only", () => {
  const document = { a: [{ "0": { "x/y~z": 1 } }] };
  expect(pointerSegments("/a/0/0/x~1y~0z", document)).toEqual(["a", 0, "0", "x/y~z"]);
  expect(pointerSegments("", document)).toEqual([]);
});

describe("valueAt", () => {
  const data = JSON.parse('{"a": [{"b": 1}], "__proto__": {"c": 2}, "none": null}');

  test.each([
    { path: [], is: data },
    { path: ["a", 0, "b"], is: 1 },
    { path: ["__proto__", "c"], is: 2 },
    { path: ["a", 1], is: undefined },
    { path: ["none"], is: null },
    { path: ["none", "c"], is: undefined },
    { path: ["a", 0, "b", "toFixed"], is: undefined },
    { path: ["constructor"], is: undefined },
    { path: ["a", 0, "__proto__"], is: undefined },
    { path: ["a", "map"], is: undefined },
  ])("$path", ({ path, is }) => {
    expect(valueAt(data, path)).toBe(is);
  });
});

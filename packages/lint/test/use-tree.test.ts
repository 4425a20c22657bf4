import { ELEMENT } from "@chartmodel/json-schema";
import { expect, test } from "vitest";
import { UseTree } from "../src/findings/use-tree.ts";
import type { ValuePath } from "../src/template/template-value.ts";

const tree = new UseTree<{ path: ValuePath; whole: boolean }>([
  { path: ["a", "b"], whole: false },
  { path: ["whole"], whole: true },
  { path: ["list", ELEMENT, "name"], whole: false },
  { path: ["map", ELEMENT], whole: true },
]);

test.each<[path: ValuePath, isUsed: boolean]>([
  [["a"], true],
  [["a", "b"], true],
  [["a", "b", "c"], false],
  [["a", "c"], false],
  [["whole", "x", "y"], true],
  [["list"], true],
  [["list", "0", "name"], true],
  [["list", "0", "port"], false],
  [["list", ELEMENT, "name"], true],
  [["map", "x", "y"], true],
  [[ELEMENT, "b"], true],
  [["other"], false],
  [[], false],
])("a use reaches %j: %j", (path, isUsed) => {
  expect(tree.find(path) !== undefined).toBe(isUsed);
});

test.each<[path: ValuePath, isIn: boolean]>([
  [["whole"], false],
  [["whole", "x"], true],
  [["whole", "x", "y"], true],
  [["a", "b", "c"], false],
])("%j is in a whole: %j", (path, isIn) => {
  expect(tree.isInWhole(path)).toBe(isIn);
});

test("what is used as a whole at the top reaches everything", () => {
  const all = new UseTree([{ path: [], whole: true }]);
  expect(all.find(["a"])).toBeDefined();
  expect(all.isInWhole(["a"])).toBe(false);
});

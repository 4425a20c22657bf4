import { expect, test } from "vitest";
import { noteKey, valueNotes } from "../../src/init/value-notes.ts";

test.each([
  ["a comment above", "# How many.\n# They are alike.\na: 1\n", { description: "How many. They are alike." }],
  ["helm-docs", "# Not this.\n\n# nor this\n# -- (int) How many.\na: 1\n", { description: "How many." }],
  ["helm-docs with a default", "# -- How many.\n# @default -- one\na: 1\n", { description: "How many." }],
  ["what is commented out", "# How many.\n# b: 2\n# - c\na: 1\n", { description: "How many." }],
  ["a rule and a mark", "# --------\n# +docs:property\na: 1\n", undefined],
  ["a comment of the key before", "# Of b.\nb: 1\n\na: 1\n", undefined],
  [
    "a block of @schema",
    "# @schema\n# type: [integer, 'null']\n# minimum: 1\n# @schema\n# -- How many.\na: 1\n",
    { description: "How many.", schema: { type: ["integer", "null"], minimum: 1 } },
  ],
  [
    "a line of @schema behind the value",
    "a: x # @schema enum:[x, y];minLength:1\n",
    { schema: { enum: ["x", "y"], minLength: 1 } },
  ],
  [
    "a line of @schema above it",
    "# @schema type:string; pattern: ^x\na: x\n",
    { schema: { type: "string", pattern: "^x" } },
  ],
  [
    "Bitnami's @param",
    "## @section Part\n## @param a [string, nullable] How many.\nb: 1\na: 1\n",
    { description: "How many.", schema: { type: "string" } },
  ],
  ["a schema that is no YAML", "# @schema\n# type: [\n# @schema\na: 1\n", undefined],
])("%s", (_, text, note) => {
  expect(valueNotes(text).get(noteKey(["a"]))).toEqual(note);
});

test("a path in a comment of helm-docs tells of a value elsewhere", () => {
  expect(valueNotes("# a.b -- How many.\na: {b: 1}\n").get(noteKey(["a", "b"]))).toEqual({
    description: "How many.",
  });
});

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defineChart, Type } from "../../src/index.ts";
import { replaceRegion } from "../../src/render/replace-region.ts";
import { valuesTable } from "../../src/render/values-table.ts";
import { yamlRenderer } from "../../src/render/yaml.ts";

const texts = [
  "a\rb: 1",
  "a\r\nb: 1",
  "a\u2028b: 1",
  "a\u2029b: 1",
  "a\u0085b: 1",
  "a\u000bb: 1",
  "a\0b",
  "a\ufeffb",
  "<!-- values:end -->",
  "`<!-- values:end -->`",
  "a|b\nc",
];

const cases = texts.map((text) => ({ text, shown: JSON.stringify(text) }));

describe.each(cases)("the text $shown", ({ text }) => {
  const { schema, fill } = defineChart({
    name: "web",
    values: Type.Object({
      plain: Type.String({ description: text, title: text, default: text }),
      odd: Type.Object({ [text]: Type.Optional(Type.String()) }, { description: text }),
    }),
  });

  test("stays in its comment", () => {
    const yaml = yamlRenderer(schema)(fill({}));
    const lines = yaml.split(/[\r\n\u0085\u2028\u2029]/).filter((line) => line !== "");
    for (const line of lines) expect(line).toMatch(/^ *#|^ *plain:|^ *odd:/);
    expect(yaml.isWellFormed()).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(yaml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff]/);
    expect(parse(yaml)).toEqual(fill({}));
  });

  test("stays in the region of a document", () => {
    const table = valuesTable(schema);
    const once = replaceRegion("# web\n", "values", table, "README.md");
    expect(replaceRegion(once, "values", table, "README.md")).toBe(once);
    expect(table.split(/[\r\n\u0085\u2028\u2029]/)).toHaveLength(4);
    expect(once.isWellFormed()).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { defineChart, schemaJson, Type } from "../../src/index.ts";
import { relativePath } from "../../src/render/relative-path.ts";
import { replaceRegion } from "../../src/render/replace-region.ts";
import { valuesTable } from "../../src/render/values-table.ts";
import { valuesYaml } from "../../src/render/values-yaml.ts";
import { wrapText } from "../../src/render/wrap-text.ts";

const chart = defineChart({
  name: "files",
  values: Type.Object({
    size: Type.Integer({ description: "How | big.\nSecond line.", minimum: 1, unit: "MiB", default: 1 }),
    group: Type.Object(
      { mode: Type.Enum(["a", "b"], { description: "A mode.", default: "a" }) },
      { description: "A group." },
    ),
    list: Type.Array(Type.String(), { description: "A list.", default: ["a|b"] }),
    needed: Type.String({ description: "No default." }),
  }),
});

describe("valuesTable", () => {
  const rows = valuesTable(chart.schema).split("\n");

  test.each([
    "| Key | Type | Default | Description |",
    "| `size` | integer, at least 1 MiB | `1` | How \\| big.<br>Second line. |",
    '| `group.mode` | one of "a", "b" | `"a"` | A mode. |',
    '| `list` | list of string | `["a\\|b"]` | A list. |',
    "| `needed` | string |  | No default. |",
  ])("has the row %s", (row) => {
    expect(rows).toContain(row);
  });

  test("has a row for every field and none for a group", () => {
    expect(rows.filter((row) => row.startsWith("| `group`"))).toEqual([]);
    expect(rows.map((row) => row.replaceAll("\\|", "").split("|").length)).toEqual(rows.map(() => 6));
  });
});

test("the default of a secret, which may come from a variable, is in no file but the values of who has it", () => {
  const secret = Type.String({ description: "Secret.", secret: true, default: "hunter2" });
  const { schema } = defineChart({
    name: "secret",
    values: Type.Object({
      password: secret,
      empty: Type.String({ secret: true, default: "" }),
      group: Type.Object({ password: secret }, { default: { password: "hunter2" } }),
      list: Type.Array(secret, { default: ["hunter2"] }),
      env: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }), {
        default: [{ name: "API_TOKEN", value: "hunter2" }],
      }),
      open: Type.String({ default: "hunter" }),
    }),
  });
  const written = schemaJson("secret", schema);
  expect(written).not.toContain("hunter2");
  expect(JSON.parse(written).properties).toMatchObject({
    open: { default: "hunter" },
    empty: { default: "" },
  });
  expect(valuesTable(schema)).not.toContain("hunter2");
});

describe("a generated file says so in its first lines:", () => {
  test("values.yaml, with the way to its schema", () => {
    const [notice, schema] = valuesYaml(
      chart,
      "dev",
      {},
      {
        path: "environments/dev/files.values.yaml",
        project: "shop",
      },
    ).split("\n");
    expect(notice).toMatch(/^# Generated .*shop.*"dev".*Do not edit/);
    expect(schema).toBe("# yaml-language-server: $schema=../../charts/files/values.schema.json");
  });

  test("values.schema.json, before anything that is modelled", () => {
    const keys = Object.keys(JSON.parse(schemaJson(chart.name, chart.schema)));
    expect(keys.slice(0, 2)).toEqual(["$schema", "$comment"]);
  });
});

describe("replaceRegion", () => {
  const region = (text: string) => `<!-- x:start -->\n\n${text}\n\n<!-- x:end -->`;

  test.each([
    {
      what: "puts the region at the end where there is none",
      from: "# A\n\ntext",
      to: `# A\n\ntext\n\n${region("new")}\n`,
    },
    {
      what: "replaces it, and nothing around it",
      from: `a\n${region("old")}\nb\n`,
      to: `a\n${region("new")}\nb\n`,
    },
    {
      what: "leaves another region alone",
      from: `<!-- y:start -->z<!-- y:end -->${region("old")}`,
      to: `<!-- y:start -->z<!-- y:end -->${region("new")}`,
    },
  ])("$what", ({ from, to }) => {
    expect(replaceRegion(from, "x", "new", "README.md")).toBe(to);
  });

  test("changes nothing the second time, also with $ in the text", () => {
    const once = replaceRegion("# A\n", "x", "$& $1", "README.md");
    expect(once).toContain("$& $1");
    expect(replaceRegion(once, "x", "$& $1", "README.md")).toBe(once);
  });

  test("is ended by nothing in the text", () => {
    const text = "<!-- x:end --> <!-- x:start -->";
    const once = replaceRegion("# A\n", "x", text, "README.md");
    expect(replaceRegion(once, "x", text, "README.md")).toBe(once);
    expect(replaceRegion(once, "x", "new", "README.md")).toBe(`# A\n\n${region("new")}\n`);
  });

  test("keeps the line ends of the document", () => {
    const once = replaceRegion("# A\r\n", "x", "a\nb", "README.md");
    expect(once.match(/[^\r]\n/g)).toBeNull();
    expect(replaceRegion(once, "x", "a\nb", "README.md")).toBe(once);
  });

  test.each([
    { what: "a start alone", document: "<!-- x:start -->\ntext" },
    { what: "an end alone", document: "text\n<!-- x:end -->" },
    { what: "an end before the start", document: "<!-- x:end -->\n<!-- x:start -->" },
    { what: "two regions", document: `${region("a")}\n${region("b")}` },
    { what: "two ends", document: `${region("a")}\n<!-- x:end -->` },
  ])("refuses $what: people's text may be in it", ({ document }) => {
    expect(() => replaceRegion(document, "x", "new", "charts/a/README.md")).toThrow(
      /^charts\/a\/README\.md: expected the lines `<!-- x:start -->`/,
    );
  });
});

test.each([
  { from: "a/b.yaml", to: "a/c.json", is: "./c.json" },
  { from: "a/b/c.yaml", to: "d/e.json", is: "../../d/e.json" },
  { from: "c.yaml", to: "d/e.json", is: "./d/e.json" },
])("relativePath from $from to $to is $is", ({ from, to, is }) => {
  expect(relativePath(from, to)).toBe(is);
});

test.each([
  { text: "a b c", width: 3, is: ["a b", "c"] },
  { text: "a\nb c", width: 9, is: ["a", "b c"] },
  { text: "abcdef g", width: 3, is: ["abcdef", "g"] },
  { text: "", width: 3, is: [""] },
])("wrapText of $text", ({ text, width, is }) => {
  expect(wrapText(text, width)).toEqual(is);
});

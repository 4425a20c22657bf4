import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defineModel, Kubernetes, StringMap, Type } from "../../src/index.ts";
import { plainYaml, yamlRenderer } from "../../src/render/yaml.ts";
import { chartWithSchema, helm } from "../support/helm.ts";

const { schema } = defineModel({
  name: "yaml",
  values: Type.Object(
    {
      text: Type.String({ description: "Any text.", default: "" }),
      replicas: Type.Integer({
        description: "Pods to run.",
        minimum: 1,
        maximum: 50,
        unit: "pods",
        default: 1,
      }),
      level: Type.Enum(["debug", "info"], { default: "info" }),
      group: Type.Object(
        { open: Type.Boolean({ description: "Opens it." }), inner: Type.Object({ size: Type.Number() }) },
        { description: "A group." },
      ),
      list: Type.Array(Type.Object({ name: Type.String() }), { default: [] }),
      map: StringMap({ description: "Free keys.", default: {} }),
      probe: Kubernetes.Probe({ description: "A probe.", default: {} }),
      long: Type.String({ description: `${"many words ".repeat(30)}`.trim(), default: "x".repeat(80) }),
    },
    { description: "Values." },
  ),
});
const render = yamlRenderer(schema);

/** Texts that a reader of YAML 1.1 or 1.2 may take for something else. */
const treacherous = [
  ...[
    "yes",
    "no",
    "on",
    "off",
    "y",
    "n",
    "Y",
    "N",
    "Yes",
    "NO",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "",
    " ",
    "-",
    "?",
    ":",
  ],
  ...[
    "0o14",
    "014",
    "0x1F",
    "0b11",
    "1_000",
    "1e3",
    ".5",
    ".inf",
    "-.INF",
    ".nan",
    "+1",
    "1.",
    "190:20:30",
    "e10",
    "12:30",
    "2001-12-14",
  ],
  ...[
    "<<",
    "=",
    "*a",
    "&a",
    "!a",
    "!!str",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "{}",
    "[]",
    "# a",
    "a # b",
    "a: b",
    "- a",
    "---",
    "...",
    '"',
    "'",
  ],
  ...[
    "a\nb",
    "a\n",
    "\na",
    "a\r\nb",
    "\t",
    "a\tb",
    " a ",
    "\\",
    "\\n",
    "\u0000",
    "\u0007",
    "\u001b",
    "\u007f",
    "\u0085",
    "\u00a0",
  ],
  ...[
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "😀",
    "é",
    "x".repeat(500),
    // More than a key on its value's line may have.
    "x".repeat(1025),
    "{{ .Values.x }}",
    "${x}",
  ],
];

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary-ascii" }),
  fc.constantFrom(...treacherous),
);
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(text, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const document = fc.dictionary(text, tree, { noNullPrototype: true });

const versions = ["1.1", "1.2"] as const;

describe.each(versions)("a reader of YAML %s", (version) => {
  const read = (yaml: string) => parse(yaml, { version });

  test("gets back what plainYaml wrote", () => {
    fc.assert(
      fc.property(document, (values) => {
        expect(read(plainYaml(values)) ?? {}).toEqual(values);
      }),
    );
  });

  test("gets back what a model's renderer wrote, unknown keys too", () => {
    fc.assert(
      fc.property(
        document,
        fc.record({ text: tree, group: tree, list: tree, map: tree, probe: tree }),
        (unknown, known) => {
          const values = {
            ...unknown,
            ...known,
            group: { open: true, inner: { size: 1.5, extra: known.text } },
          };
          expect(read(render(values))).toEqual(values);
        },
      ),
    );
  });

  test.each(treacherous)("gets %j back as a text and as a key", (word) => {
    const values = { text: word, map: { [word]: word }, list: [word, [word], { [word]: [word] }] };
    expect(read(render(values))).toEqual(values);
  });

  test.each(
    [
      ...[{}, [], "", 3, true, { a: [] }, { a: {} }, { a: [{}] }, { a: [[]] }],
      ...[[[1, [2]], [{ a: 1, b: { c: 2 } }]], [[]], { a: { b: [{ c: [{ d: {} }] }] } }],
    ].map((value) => ({ value })),
  )("gets $value back", ({ value }) => {
    expect(read(plainYaml(value))).toEqual(value);
  });
});

test.each([
  [1e-7, "1.0e-7"],
  [-5e-324, "-5.0e-324"],
  [1.5e-7, "1.5e-7"],
  [1e21, "1.0e+21"],
  [0.001, "0.001"],
])("%d has the dot without which a reader of YAML 1.1 takes it for a text", (number, is) => {
  expect(plainYaml({ number })).toBe(`number: ${is}\n`);
});

test("Helm gets the texts as they are", () => {
  const map = Object.fromEntries(treacherous.map((word, index) => [`k${index}`, word]));
  const { schema: texts } = defineModel({ name: "texts", values: Type.Object({ map: StringMap() }) });
  const { code, stderr } = helm(
    ["template", chartWithSchema(texts), "--values", "-"],
    yamlRenderer(texts)({ map }),
  );
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

const values = {
  text: "a",
  replicas: 2,
  level: "info",
  group: { open: true, inner: { size: 1 } },
  list: [{ name: "x" }, { name: "y" }],
  map: { a: "b" },
  probe: { httpGet: { port: "http" } },
  long: "",
};

describe("a model's renderer", () => {
  test("gives the same bytes every time, and for a copy", () => {
    expect(render(structuredClone(values))).toBe(render(values));
    expect(yamlRenderer(structuredClone(schema))(values)).toBe(render(values));
  });

  test.each([
    {
      what: "description, range, unit and default",
      lines: ["# Pods to run.", "# Integer, 1 to 50 pods; default 1.", "replicas: 2"],
    },
    { what: "a default that is text in quotes", lines: ['# String; default "".', 'text: "a"'] },
    { what: "the members of an enum", lines: ['# One of "debug", "info"; default "info".', 'level: "info"'] },
    {
      what: "a group by its description alone",
      lines: ["# A group.", "group:", "  # Opens it.", "  # Boolean.", "  open: true"],
    },
    {
      what: "a field of a Kubernetes type",
      lines: ["# A probe.", "# Kubernetes Probe; default {}.", "probe:", "  httpGet:", '    port: "http"'],
    },
    { what: "a list's items on the line of the dash", lines: ["list:", '  - name: "x"', '  - name: "y"'] },
    { what: "a long default by saying that there is one", lines: ["# String; has a default.", 'long: ""'] },
  ])("explains $what", ({ lines }) => {
    expect(`\n${render(values)}`).toContain(`\n${lines.join("\n")}\n`);
  });

  test("breaks long descriptions into lines of at most 100 characters", () => {
    const comments = render(values)
      .split("\n")
      .filter((line) => line.includes("#"));
    expect(comments.filter((line) => line.includes("many words"))).toHaveLength(4);
    expect(Math.max(...comments.map((line) => line.length))).toBeLessThanOrEqual(102);
  });

  test("leaves out what is undefined, and never writes null for it", () => {
    const absent = {
      text: undefined,
      replicas: 1,
      group: { open: undefined },
      probe: { httpGet: undefined },
    };
    expect(parse(render(absent))).toEqual({ replicas: 1, group: {}, probe: {} });
    expect(parse(plainYaml({ a: { b: undefined }, c: [{ d: undefined }] }))).toEqual({ a: {}, c: [{}] });
  });
});

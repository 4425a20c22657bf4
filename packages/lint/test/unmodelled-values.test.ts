import type { JsonSchema } from "@chartmodel/json-schema";
import { describe, expect, test } from "vitest";
import { unmodelledValues } from "../src/findings/unmodelled-values.ts";
import { parseTemplate } from "../src/template/parse-template.ts";
import { templateReads } from "../src/template/template-reads.ts";

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  properties,
  additionalProperties: false,
});
const schema = closed({
  a: closed({ b: { type: "string" }, list: { type: "array", items: closed({ name: { type: "string" } }) } }),
  map: { type: "object", additionalProperties: closed({ on: { type: "boolean" } }) },
  free: { type: "object" },
});

function unmodelled(template: string, helpers = ""): string[] {
  const files = [
    { file: "templates/a.yaml", nodes: parseTemplate(template), isPartial: false },
    { file: "templates/_b.tpl", nodes: parseTemplate(helpers), isPartial: true },
  ];
  return unmodelledValues(schema, templateReads(files), ["subchart"]).map(
    ({ path, line }) => `${path}:${line}`,
  );
}

describe("unmodelledValues", () => {
  test.each([
    ["plain", "{{ .Values.x }}", ["x:1"]],
    ["nested", "{{ .Values.a.x }}", ["a.x:1"]],
    ["below a scalar", "{{ .Values.a.b.c }}", ["a.b.c:1"]],
    ["on its own line", "a\n{{- /* .Values.y */}}\n{{- .Values.x }}", ["x:3"]],
    ["once, where only its parent is missing", "{{ if .Values.x }}{{ .Values.x.y }}{{ end }}", ["x:1"]],
    ["in a pipeline", '{{ .Values.x | default "}}" | quote }}', ["x:1"]],
    ["in parentheses", "{{ (.Values.a).x }}", ["a.x:1"]],
    ["in a condition", "{{ if and .Values.a (not .Values.x) }}{{ end }}", ["x:1"]],
    [
      "after else",
      "{{ if .Values.a }}{{ else if .Values.x }}{{ else }}{{ .Values.y }}{{ end }}",
      ["x:1", "y:1"],
    ],
    ["in with", "{{ with .Values.a }}{{ .x }}{{ $.Values.y }}{{ end }}", ["a.x:1", "y:1"]],
    ["in range", "{{ range .Values.a.list }}{{ .x }}{{ end }}", ["a.list[].x:1"]],
    [
      "in range with variables",
      "{{ range $k, $v := .Values.map }}{{ $v.x }}{{ $k }}{{ end }}",
      ["map[].x:1"],
    ],
    ["by a variable", "{{ $a := .Values.a }}{{ $a.x }}", ["a.x:1"]],
    ["by index", '{{ index .Values "a" "x" }}{{ index .Values.a.list 0 "y" }}', ["a.x:1", "a.list[].y:1"]],
    ["by get and dig", '{{ get .Values "x" }}{{ dig "a" "y" "" .Values }}', ["x:1", "a.y:1"]],
    ["by a default for a map", "{{ $a := .Values.a | default dict }}{{ $a.x }}", ["a.x:1"]],
  ])("finds it %s", (_, template, expected) => {
    expect(unmodelled(template)).toEqual(expected);
  });

  test.each([
    ["a part", '{{ include "b" .Values.a }}', ["a.x:1"]],
    ["the whole", '{{ include "b" . }}', []],
    ["a dict", '{{ include "b" (dict "x" 1) }}', []],
  ])("follows include with %s", (_, template, expected) => {
    expect(unmodelled(template, '{{ define "b" }}{{ .x }}{{ end }}')).toEqual(expected);
  });

  test("leaves what a library in charts/ reads", () => {
    const files = [
      { file: "templates/a.yaml", nodes: parseTemplate('{{ include "b" . }}'), isPartial: false },
      {
        file: "charts/library/templates/_b.tpl",
        nodes: parseTemplate('{{ define "b" }}{{ .Values.x }}{{ end }}'),
        isPartial: true,
      },
    ];
    expect(unmodelledValues(schema, templateReads(files))).toEqual([]);
  });

  test("follows the root through a dict", () => {
    const helpers = '{{ define "b" }}{{ .root.Values.x }}{{ .part.y }}{{ end }}';
    expect(unmodelled('{{ include "b" (dict "root" $ "part" .Values.a) }}', helpers)).toEqual([
      "x:1",
      "a.y:1",
    ]);
  });

  test.each([
    [
      "what is modelled",
      "{{ .Values.a.b }}{{ range .Values.a.list }}{{ .name }}{{ end }}{{ .Values.free.any.thing }}",
    ],
    ["global and subcharts", "{{ .Values.global.x.y }}{{ .Values.subchart.x }}"],
    ["what a template set itself", '{{ $_ := set .Values "x" 1 }}{{ .Values.x }}'],
    ["what was merged", '{{ $a := merge (dict "x" 1) .Values.a }}{{ $a.x }}'],
    [
      "what cannot be told",
      '{{ $k := "x" | upper }}{{ index .Values $k }}{{ (fromYaml "x: 1").x }}{{ .Files.x }}',
    ],
    ["either of two", "{{ $v := ternary .Values.a .Values.free true }}{{ $v.x }}"],
    [
      "what goes through whatever it is given",
      '{{ define "all" }}{{ range $k, $v := .of }}{{ if kindIs "map" $v }}{{ include "all" (dict "of" $v) }}{{ end }}{{ end }}{{ end }}{{ include "all" (dict "of" .Values.a) }}',
    ],
    ["a comment", "{{/* .Values.x */}}{{- /* {{ .Values.y }} */ -}}"],
    ["a string", '{{ "{{ .Values.x }}" }}{{ `.Values.y` }}'],
    ["a template from elsewhere", '{{ include "library.name" . }}'],
  ])("leaves %s", (_, template) => {
    expect(unmodelled(template)).toEqual([]);
  });

  test("names the nearest value that is modelled", () => {
    const nodes = parseTemplate("{{ range .Values.a.list }}{{ .nam }}{{ end }}");
    const [finding] = unmodelledValues(schema, templateReads([{ file: "a", nodes, isPartial: false }]));
    expect(finding?.message).toContain("did you mean a.list[].name?");
  });
});

import { describe, expect, test } from "vitest";
import { lintChart } from "../src/lint-chart.ts";
import { tempChart } from "./temp-chart.ts";

/** The values that are found to be unused, without Helm: the templates alone decide. */
async function unused(files: Record<string, string>) {
  const { findings, undecided } = await lintChart(tempChart(files));
  const paths = findings
    .filter(({ code }) => code === "value-unused")
    .map(({ path, line }) => `${path}:${line}`);
  return { paths, undecided: undecided.filter((why) => !why.startsWith("manifests")) };
}

const values = "a:\n  b: 1\n  c: text\nlist: []\nmap: {}\n";

describe("values that nothing uses", () => {
  test.each([
    ["what no template names", "{{ .Values.a.b }}{{ .Values.list }}{{ .Values.map }}", ["a.c:3"]],
    ["a whole map", "{{ .Values.list }}{{ .Values.map }}", ["a:1"]],
    [
      "what stands in a comment only",
      "{{/* .Values.a.c */}}{{ .Values.a.b }}{{ .Values.list }}{{ .Values.map }}",
      ["a.c:3"],
    ],
    ["what is only in the text", ".Values.map {{ .Values.a | toYaml }}{{ .Values.list }}", ["map:5"]],
    [
      "the rest of a map that is asked for",
      "{{ if .Values.a }}{{ .Values.a.b }}{{ end }}{{ .Values.list }}{{ .Values.map }}",
      ["a.c:3"],
    ],
    [
      "what a part is not given",
      '{{ include "part" (dict "b" .Values.a.b) }}{{ .Values.list }}{{ .Values.map }}',
      ["a.c:3"],
    ],
  ])("finds %s", async (_, template, expected) => {
    const part = '{{ define "part" }}{{ .b }}{{ end }}{{ define "never" }}{{ .Values.map }}{{ end }}';
    const files = { "values.yaml": values, "templates/a.yaml": template, "templates/_part.tpl": part };
    expect((await unused(files)).paths).toEqual(expected);
  });

  test.each([
    ["toYaml of all", "{{ toYaml .Values }}"],
    ["a loop over all", "{{ range $key, $value := .Values }}{{ $key }}={{ $value }}{{ end }}"],
    ["a variable", "{{ $v := .Values }}{{ $v.a.b }}{{ $v.a.c }}{{ $v.list }}{{ $v.map }}"],
    ["a key that is made", '{{ index .Values (printf "%s" "a") }}'],
    ["a dictionary of a dictionary", '{{ include "all" (dict "x" (dict "y" .Values)) }}'],
    [
      "a merged dictionary",
      '{{ $d := dict "z" 1 }}{{ $_ := merge $d (dict "x" (dict "y" .Values)) }}{{ include "all" $d }}',
    ],
    [
      "an assignment in a loop that the next turn reads",
      "{{ $v := dict }}{{ range list 1 2 }}{{ toYaml $v }}{{ $v = $.Values }}{{ end }}",
    ],
    ["a list by its index", '{{ include "item" (list 1 .Values) }}'],
    [
      "a template whose name is made",
      '{{ include (printf "%s-%s" "al" "l") (dict "x" (dict "y" .Values)) }}{{ toYaml .Values }}',
    ],
    ["json and back", "{{ $v := .Values | toJson | fromJson }}{{ $v.a }}"],
    ["an unknown function", "{{ somethingNew .Values }}"],
    ["a method", "{{ .Files.Get .Values.a.c }}{{ .Values.a.b }}{{ .Values.list }}{{ .Values.map }}"],
    ["tpl of a text", '{{ tpl "{{ toYaml .Values }}" . }}'],
    ["$ in a range", "{{ range until 2 }}{{ toYaml $.Values }}{{ end }}"],
  ])("takes for used what goes through %s", async (_, template) => {
    const parts =
      '{{ define "all" }}{{ toYaml .x.y }}{{ end }}{{ define "item" }}{{ index . 1 | toYaml }}{{ end }}';
    const files = { "values.yaml": values, "templates/a.yaml": template, "templates/_parts.tpl": parts };
    expect((await unused(files)).paths).toEqual([]);
  });

  test("follows a value that is a template itself", async () => {
    const files = {
      "values.yaml": 'text: "{{ .Values.inner }}"\ninner: 1\nouter: 1\n',
      "templates/a.yaml": "{{ tpl .Values.text $ }}",
    };
    expect((await unused(files)).paths).toEqual(["outer:3"]);
  });

  test("tells of a define that reads it and that nothing calls", async () => {
    const { findings } = await lintChart(
      tempChart({
        "values.yaml": "a: 1\nb: 2\n",
        "templates/_parts.tpl":
          '{{ define "never" }}\n{{ include "part" . }}{{ end }}\n{{ define "part" }}{{ .Values.a }}{{ end }}',
      }),
    );
    expect(findings.map(({ message }) => message)).toEqual([
      "a is read only in a define that nothing calls (templates/_parts.tpl:3): remove both, or call it",
      expect.stringMatching(/^b is read by no template/),
    ]);
  });

  test("follows subcharts under their alias, and what is global", async () => {
    const files = {
      "Chart.yaml":
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - {name: sub, version: 1.0.0, alias: db, condition: db.enabled}\n",
      "values.yaml": "global:\n  read: 1\n  unread: 1\ndb:\n  enabled: true\n  read: 1\n  unread: 1\n",
      "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
      "charts/sub/templates/a.yaml": "{{ .Values.read }}{{ .Values.global.read }}",
    };
    expect((await unused(files)).paths).toEqual(["global.unread:3", "db.unread:7"]);
  });

  test("does not decide what a dependency that is not there may read, and says so", async () => {
    const files = {
      "Chart.yaml":
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n  - {name: sub, version: 1.0.0, repository: https://example.com}\n",
      "values.yaml": "sub:\n  a: 1\nown: 1\nunread: 1\nglobal:\n  a: 1\n",
      "templates/a.yaml": "{{ .Values.own }}",
    };
    const { paths, undecided } = await unused(files);
    expect(paths).toEqual(["unread:4"]);
    expect(undecided).toEqual([
      "values below sub: the dependency sub is not in charts/ (helm dependency build brings it)",
    ]);
  });

  test("lets be what an alias repeats, what a comment gives a reason for, and the switch of a parent chart", async () => {
    const files = {
      "values.yaml":
        "enabled: true\nbase: &base\n  a: 1\nread:\n  <<: *base\n  b: 1\n# chartmodel-ignore: the next release reads it\nlater: 1\n# chartmodel-ignore\nnoReason: 1\nhere: 1 # chartmodel-ignore: of another chart\nnorHere: 1 # chartmodel-ignore\n",
      "templates/a.yaml": "{{ toYaml .Values.read }}",
    };
    expect((await unused(files)).paths).toEqual(["noReason:10", "norHere:12"]);
  });

  test("leaves out what .helmignore hides", async () => {
    const files = {
      ".helmignore": "hidden.yaml\n",
      "values.yaml": "a: 1\n",
      "templates/hidden.yaml": "{{ .Values.a }}",
    };
    expect((await unused(files)).paths).toEqual(["a:1"]);
  });
});

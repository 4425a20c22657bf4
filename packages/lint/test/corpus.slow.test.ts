import { describe, expect, test } from "vitest";
import { findHelm } from "../../../tools/helm.mjs";
import { type ManifestIssueCode, manifestIssueCodes } from "../src/issue/manifest-issue.ts";
import { lintChart } from "../src/lint-chart.ts";
import { lintCharts } from "../src/lint-charts.ts";
import { configMap, tempChart } from "./temp-chart.ts";

const helm = findHelm();

interface Case {
  readonly files: Readonly<Record<string, string>>;
  /** Where it is found. */
  readonly at: string;
  readonly options?: object;
}

const pods = (labels: string, container: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: ${labels}}\n    spec:\n      containers: [${container}]\n`;
const container = "{name: web, image: web, ports: [{name: http, containerPort: 80}]}";
const service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\n";

/** One small chart for each kind of finding that needs no model. */
const findings: { readonly [Code in ManifestIssueCode]?: Case } = {
  "chart-invalid": {
    files: { "Chart.yaml": "apiVersion: v2\nname: web\n" },
    at: "Chart.yaml:1",
  },
  "template-error": {
    files: {
      "values.yaml": "host: a\n",
      "ci/bare-values.yaml": "host: ''\n",
      "templates/a.yaml": configMap('{{ required "set host" .Values.host }}'),
    },
    at: "ci/bare-values.yaml:1",
  },
  "values-refused": {
    files: {
      "values.yaml": "size: 1\n",
      "values.schema.json": JSON.stringify({
        type: "object",
        properties: { size: { type: "integer" } },
        additionalProperties: false,
      }),
      "ci/wrong-values.yaml": "size: big\n",
      "templates/a.yaml": configMap("{{ .Values.size }}"),
    },
    at: "ci/wrong-values.yaml:1",
  },
  "manifest-syntax": {
    files: {
      "values.yaml": "text: a\n",
      "ci/odd-values.yaml": "text: 'a: [b'\n",
      "templates/a.yaml": configMap("1").replace("'1'", "{{ .Values.text }}"),
    },
    at: "ci/odd-values.yaml:1",
  },
  "manifest-invalid": {
    files: { "templates/a.yaml": `${service}spec: {ports: [{port: eighty}]}\n` },
    at: "templates/a.yaml",
  },
  "manifest-unknown-field": {
    files: { "templates/a.yaml": `${service}spec: {ports: [{port: 80}]}\nspce: {}\n` },
    at: "templates/a.yaml:6",
  },
  "manifest-refused": {
    files: { "templates/a.yaml": `${service}spec: {ports: [{port: 80, targetPort: HTTP}]}\n` },
    at: "templates/a.yaml",
  },
  "manifest-duplicate": {
    files: { "templates/a.yaml": configMap("1"), "templates/b.yaml": configMap("2") },
    at: "templates/b.yaml",
  },
  "selector-mismatch": {
    files: { "templates/a.yaml": pods("{app: shop}", container) },
    at: "templates/a.yaml",
  },
  "port-unknown": {
    files: {
      "templates/a.yaml": `${pods("{app: web}", container)}${service}spec: {selector: {app: web}, ports: [{port: 80, targetPort: htpt}]}\n`,
    },
    at: "templates/a.yaml",
  },
  "reference-unknown": {
    files: {
      "templates/a.yaml": `${pods("{app: web}", "{name: web, image: web, env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: datm}}}]}")}---\n${configMap("1")}`,
    },
    at: "templates/a.yaml",
  },
  "value-unused": {
    files: { "values.yaml": "used: 1\nspare: 2\n", "templates/a.yaml": configMap("{{ .Values.used }}") },
    at: "values.yaml:2",
  },
  "value-undeclared": {
    files: {
      "values.yaml": "sizes: 1\n",
      "templates/a.yaml": configMap("{{ .Values.sizes }}{{ .Values.size }}"),
    },
    at: "templates/a.yaml:6",
  },
  "value-repeated": {
    files: {
      "values.yaml": "size: 1\nother: 2\nsize: 3\n",
      "templates/a.yaml": configMap("{{ .Values.size }}{{ .Values.other }}"),
    },
    at: "values.yaml:3",
  },
  "template-undefined": {
    files: {
      "templates/a.yaml": `{{ if .Capabilities.APIVersions.Has "a/v1" }}{{ include "none" . }}{{ end }}`,
    },
    at: "templates/a.yaml:1",
  },
  "template-nil": {
    files: {
      "values.yaml": "probe: {path: /}\n",
      "templates/a.yaml": `{{ if .Values.probe }}{{ end }}${configMap("{{ .Values.probe.path }}")}`,
    },
    at: "templates/a.yaml:6",
  },
  "api-removed": {
    files: {
      "templates/a.yaml":
        "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {selector: {}}\n",
    },
    at: "templates/a.yaml",
    options: { kubeVersions: ["1.25"] },
  },
  "schema-open": {
    files: {
      "values.yaml": "size: 1\n",
      "values.schema.json": JSON.stringify({ type: "object", properties: { size: { type: "integer" } } }),
      "templates/a.yaml": configMap("{{ .Values.size }}"),
    },
    at: "values.schema.json:1",
  },
  "schema-unportable": {
    files: {
      "values.yaml": "size: http://a.b\n",
      "values.schema.json": JSON.stringify({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        type: "object",
        properties: { size: { type: "string", format: "uri" } },
        additionalProperties: false,
      }),
      "templates/a.yaml": configMap("{{ .Values.size }}"),
    },
    at: "values.schema.json:1",
  },
  "yaml-trap": {
    files: { "values.yaml": "country: no\n", "templates/a.yaml": configMap("{{ .Values.country }}") },
    at: "values.yaml:1",
  },
};

describe("a chart with one fault has one finding:", () => {
  test.each(Object.entries(findings))("%s", async (code, { files, at, options }) => {
    const folder = tempChart(files);
    const report = await lintChart(folder, { helm, ...options });
    const found = report.findings.map(({ code: own, file = "", line }) => [
      own,
      [file.slice(folder.length + 1), line].filter((part) => part !== undefined).join(":"),
    ]);
    expect(found).toEqual([[code, at]]);
  });

  test("each kind of finding that lint makes has its chart", () => {
    const ofModels = ["value-merged", "value-unmodelled"];
    expect(Object.keys(findings).sort()).toEqual(
      manifestIssueCodes.filter((code) => !ofModels.includes(code)).sort(),
    );
  });
});

const dependency =
  "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: cache, version: 1.0.0}]\n";

describe("what is not decided is said, and is no finding:", () => {
  test.each<[string, Record<string, string>, RegExp, object?]>([
    ["without values.yaml", { "values.yaml": "\u0000" }, /the chart has no values.yaml/],
    ["without Helm", {}, /manifests: there is no Helm/, { helm: undefined }],
    [
      "a dependency that is not there",
      { "Chart.yaml": dependency, "values.yaml": "cache: {a: 1}\n" },
      /the dependency cache is not in charts\//,
    ],
    [
      "templates of what is not there",
      {
        "Chart.yaml": dependency,
        "values.yaml": "a: 1\n",
        "templates/a.yaml": '{{ include "cache.a" .Values.a }}',
      },
      /templates of what is not in charts\/: cache.a/,
    ],
    [
      "a library chart",
      { "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ntype: library\n", "values.yaml": "a: 1\n" },
      /a library chart's values are read by the charts that use it/,
    ],
    [
      "a chart that asks for values",
      { "values.yaml": "host: ''\n", "templates/a.yaml": '{{ required "set host" .Values.host }}' },
      /manifests with its own values: Helm renders nothing/,
    ],
    [
      "a kind without a schema",
      { "templates/a.yaml": "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n" },
      /example.com\/v1 Thing: there is no schema of it; put its Custom/,
    ],
    [
      "a kind of a version that is gone, where a cluster is asked which it has",
      {
        "templates/a.yaml":
          '{{ if .Capabilities.APIVersions.Has "policy/v1/None" }}{{ end }}apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n',
      },
      /policy\/v1beta1 PodDisruptionBudget: there is no schema of it, as Kubernetes 1\.25 and newer have none/,
    ],
    ["a schema that is no JSON", { "values.schema.json": "{" }, /values.schema.json: it is no JSON/],
    [
      "when the time is up",
      { "values.yaml": "a: false\n", "templates/a.yaml": configMap("{{ .Values.a }}") },
      /the time was up/,
      { signal: AbortSignal.abort() },
    ],
  ])("%s", async (what, files, why, options = {}) => {
    const folder = tempChart(files);
    if (what === "without values.yaml") (await import("node:fs")).rmSync(`${folder}/values.yaml`);
    const report = await lintChart(folder, { helm, ...options });
    expect(report.findings).toEqual([]);
    expect(report.undecided).toContainEqual(expect.stringMatching(why));
  });
});

test("a chart that cannot be read keeps no other from being checked", async () => {
  const good = tempChart({ "values.yaml": "spare: 1\n" });
  const bad = tempChart({ "values.yaml": "a: [1\n" });
  const [first, second] = await lintCharts([bad, good], { helm });
  expect(first).toEqual({ path: bad, error: expect.stringContaining("values.yaml:2:1: no YAML") });
  expect(second).toMatchObject({ findings: [{ code: "value-unused", path: "spare" }] });
});

test("values of five megabytes are read", async () => {
  const many = Array.from({ length: 20_000 }, (_, at) => `  key${at}: "${"x".repeat(240)}"\n`).join("");
  const folder = tempChart({
    "values.yaml": `big:\n${many}spare: 1\n`,
    "templates/a.yaml": configMap("{{ len (toJson .Values.big) }}"),
  });
  const { findings, values } = await lintChart(folder, { helm });
  expect(values).toBe(20_001);
  expect(findings).toMatchObject([{ code: "value-unused", path: "spare" }]);
});

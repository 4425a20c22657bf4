import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { findHelm } from "../../../tools/helm.mjs";
import { lintChart } from "../src/lint-chart.ts";
import { parseManifests } from "../src/manifest/parse-manifests.ts";
import { configMap, tangledFiles, tempChart } from "./temp-chart.ts";

const helm = findHelm();

async function lint(files: Record<string, string>, options = {}) {
  const folder = tempChart(files);
  const { findings, undecided } = await lintChart(folder, { helm, ...options });
  const shown = findings.map(({ code, path, file, line }) =>
    [code, path, file?.slice(folder.length + 1), line]
      .filter((part) => part !== undefined && part !== "")
      .join(" "),
  );
  return { findings: shown, undecided, messages: findings.map(({ message }) => message) };
}

describe("what is read but not declared", () => {
  const template = configMap("{{ (.Values.a).x | default 1 }}{{ .Values.size }}");

  test("is found at the template's line", async () => {
    const { findings, messages } = await lint({
      "values.yaml": "a: {k: 1}\nsizes: 2\n",
      "templates/a.yaml": `${template}  other: '{{ .Values.a.k }}{{ .Values.sizes }}'\n`,
    });
    expect(findings).toEqual([
      "value-undeclared a.x templates/a.yaml 6",
      "value-undeclared size templates/a.yaml 6",
    ]);
    expect(messages[1]).toContain("did you mean sizes?");
  });

  test("is found to be a value of a map that stood there by itself before", async () => {
    const { messages } = await lint({
      "values.yaml": "a:\n  logs: {enabled: true}\n",
      "templates/a.yaml": configMap("{{ .Values.a.logsEnabled }}{{ .Values.a.logs.enabled }}"),
    });
    expect(messages).toEqual([expect.stringContaining("did you mean a.logs.enabled?")]);
  });

  test.each([
    ["below an empty map", "a: {}\nsize: 1\n"],
    ["below null", "a:\nsize: 1\n"],
    ["in a comment", "a:\n  k: 1\n  # x: 2\n# size: 1\n"],
    ["in a map that is handed on", "a: {k: 1}\nsize: 1\n"],
    ["in a comment of helm-docs", "# a.x -- Some value.\na: {k: 1}\nsize: 1\n"],
  ])("is nobody's fault %s", async (_, values) => {
    const { findings } = await lint({
      "values.yaml": values,
      "templates/a.yaml": `${template}  all: '{{ toJson .Values.a }}'\n`,
    });
    expect(findings).toEqual([]);
  });

  test.each(['fail "old is gone"', 'required "old is gone" .Values.undefined'])(
    "is none where it is only looked for to refuse it: %s",
    async (refusal) => {
      const { findings } = await lint({
        "values.yaml": "size: 1\n",
        "templates/a.yaml": `{{ if .Values.old }}\n{{ ${refusal} }}\n{{ end }}${configMap("{{ .Values.size }}")}`,
      });
      expect(findings).toEqual([]);
    },
  );

  test.each([
    ["printed", '# {{ required "give new" .Values.new }}'],
    ["assigned", '{{ $size = required "give new" .Values.new }}'],
  ])("is found where a value is required that is %s", async (_, body) => {
    const { findings } = await lint({
      "values.yaml": "size: 1\n",
      "templates/a.yaml": `{{ $size := .Values.size }}{{ if .Values.old }}${body}\n{{ end }}${configMap("{{ $size }}")}`,
    });
    expect(findings).toEqual([
      "value-undeclared old templates/a.yaml 1",
      "value-undeclared new templates/a.yaml 1",
    ]);
  });

  test("is not the chart's to declare where a template of a chart in it reads it", async () => {
    const { findings } = await lint({
      "Chart.yaml":
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: common, version: 1.0.0}]\n",
      "values.yaml": "size: 1\n",
      "templates/a.yaml": configMap('{{ include "common.a" . }}{{ .Values.size }}'),
      "charts/common/Chart.yaml": "apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n",
      "charts/common/templates/_a.tpl": '{{ define "common.a" }}{{ .Values.enabled }}{{ end }}',
    });
    expect(findings).toEqual([]);
  });
});

test.each([
  ["cannot be parsed", configMap("{{ .Values.a }"), "template-error templates/a.yaml 6"],
  ["calls what there is not", configMap("{{ .Values.a | uper }}"), "template-error templates/a.yaml 6"],
  [
    "ranges over a text",
    `${configMap("1")}{{ range .Values.a }}{{ . }}{{ end }}`,
    "template-error templates/a.yaml 7",
  ],
  ["gives what is no YAML", "kind: [\n", "manifest-syntax templates/a.yaml"],
])("a template that %s is found", async (_, template, finding) => {
  const { findings } = await lint({ "values.yaml": "a: x\n", "templates/a.yaml": template });
  expect(findings).toContain(finding);
});

test.each([
  ["asks for a value", '{{ required "give a name" .Values.name }}'],
  ["refuses the values", '{{ fail "not these" }}'],
  [
    "refuses them in a part",
    '{{ include "web.check" . }}{{ define "web.check" }}{{ fail "not these" }}{{ end }}',
  ],
])("a template that %s is not decided, and no finding", async (_, template) => {
  const { findings, undecided } = await lint({
    "values.yaml": 'name: ""\n',
    "templates/a.yaml": `${configMap("{{ .Values.name }}")}${template}`,
  });
  expect(findings).toEqual([]);
  expect(undecided.join()).toContain("Helm renders nothing");
});

test("a rendered document that is no YAML is found", async () => {
  const { findings } = await lint({
    "templates/a.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [], ports: []}\n",
  });
  expect(findings).toEqual(["manifest-syntax templates/a.yaml"]);
});

describe("templates that fail", () => {
  test("when a switch is turned on", async () => {
    const { findings, messages } = await lint({
      "values.yaml": "metrics:\n  enabled: false\nother:\n  enabled: false\n# monitor: {}\n",
      "templates/a.yaml":
        `{{ if .Values.metrics.enabled }}\n${configMap("{{ .Values.monitor.labels }}")}{{ end }}{{ .Values.other.enabled }}`.replace(
          "{{ .Values.other.enabled }}",
          "# {{ .Values.other.enabled }}",
        ),
    });
    expect(findings).toEqual(["template-nil metrics.enabled templates/a.yaml 7"]);
    expect(messages[0]).toContain("with metrics.enabled: true the template fails: nothing has .labels");
  });

  test("when a map that is asked for is left out", async () => {
    const { findings } = await lint({
      "values.yaml": "probe:\n  path: /\n",
      "templates/a.yaml": `{{ if .Values.probe }}\n# {{ .Values.probe.path }}\n{{ end }}\n---\n${configMap("{{ .Values.probe.path }}")}`,
    });
    expect(findings).toEqual(["template-nil probe templates/a.yaml 10"]);
  });

  test.each([
    ["not where with is only a scope", "path: {{ .path }}", 0],
    ["not where with is only a scope, of conditions too", "{{ if .path }}path: {{ .path }}{{ end }}", 0],
    ["where with prints it", "all: {{ .path }} {{ toYaml . | indent 2 }}", 1],
    ["where with is a condition", "path: /", 1],
    ["where with has an else", "path: {{ .path }}{{ else }}path: /", 1],
  ])("%s", async (_, body, findings) => {
    const found = await lint({
      "values.yaml": "probe:\n  path: /\n",
      "templates/a.yaml": `{{ with .Values.probe }}\n# ${body}\n{{ end }}\n---\n${configMap("{{ .Values.probe.path }}")}`,
    });
    expect(found.findings).toEqual(["template-nil probe templates/a.yaml 10"].slice(0, findings));
  });

  test.each(['omit .Values.probe "path"', 'pick .Values.probe "host"'])(
    "but not where only %s is asked for",
    async (some) => {
      const { findings } = await lint({
        "values.yaml": "probe:\n  path: /\n",
        "templates/a.yaml": `{{ $some := ${some} }}{{ with $some }}\n# {{ . }}\n{{ end }}\n---\n${configMap("{{ .Values.probe.path }}")}`,
      });
      expect(findings).toEqual([]);
    },
  );

  test("but not when the chart refuses on purpose", async () => {
    const { findings } = await lint({
      "values.yaml": "a: false\nb: false\n",
      "templates/a.yaml": `{{ if and .Values.a .Values.b }}{{ fail "one of them" }}{{ end }}${configMap("1")}`,
    });
    expect(findings).toEqual([]);
  });

  test("as they call a template that no file defines", async () => {
    const { findings } = await lint({
      "values.yaml": "a: false\n",
      "templates/a.yaml": `{{ if .Values.a }}{{ include "nothing" . }}{{ end }}\n${configMap("1")}`,
    });
    expect(findings).toEqual(["template-undefined templates/a.yaml 1"]);
  });
});

describe("what is wrong with a part that is off by default", () => {
  const part = (manifest: string) => ({
    "values.yaml": "ingress: {enabled: false}\nother: {enabled: false}\n",
    "templates/a.yaml": `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: http, port: 80}]}\n---\n{{ if .Values.ingress.enabled }}\n${manifest}{{ end }}`,
    "templates/b.yaml": `{{ if .Values.other.enabled }}${configMap("1")}{{ end }}`,
  });
  const ingress = (apiVersion: string, port: string, rest = "") =>
    `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata: {name: web}\nspec:\n  rules:\n    - http:\n        paths:\n          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: ${port}}}}}\n${rest}`;

  test.each([
    [
      "a port that its Service lacks",
      ingress("networking.k8s.io/v1", "htpt"),
      "port-unknown spec.rules[0].http.paths[0].backend.service.port",
    ],
    ["an API that is gone", ingress("networking.k8s.io/v1beta1", "http"), "api-removed apiVersion"],
    [
      "a field that is misspelled",
      ingress("networking.k8s.io/v1", "http", "  tsl: []\n"),
      "manifest-unknown-field spec.tsl",
    ],
    [
      "what is no YAML",
      ingress("networking.k8s.io/v1", "http", "   a: b\n"),
      "manifest-syntax ingress.enabled",
    ],
  ])("is found, with the switch: %s", async (_, manifest, finding) => {
    const { findings, messages } = await lint(part(manifest));
    expect(findings).toEqual([expect.stringContaining(`${finding} templates/a.yaml`)]);
    expect(messages[0]).toMatch(/^with ingress\.enabled: true/);
  });

  test("is not that a kind without a successor is for old clusters", async () => {
    const policy = "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: {name: web}\n";
    expect((await lint(part(policy))).findings).toEqual([]);
  });

  test("is none where nothing is wrong", async () => {
    expect((await lint(part(ingress("networking.k8s.io/v1", "http")))).findings).toEqual([]);
  });

  test("is found behind two switches, and both are named", async () => {
    const { messages } = await lint({
      "values.yaml": "metrics: {enabled: false, monitor: {enabled: false}}\n",
      "templates/a.yaml": `{{ if .Values.metrics.enabled }}{{ if .Values.metrics.monitor.enabled }}\n${configMap("1")}dta: {}\n{{ end }}{{ end }}`,
    });
    expect(messages).toEqual([
      expect.stringMatching(
        /^with metrics\.enabled: true and metrics\.monitor\.enabled: true: ConfigMap web: /,
      ),
    ]);
  });

  test("is not what it lacks, nor what switches do that exclude each other", async () => {
    const { findings } = await lint({
      "values.yaml": "ingress: {enabled: false, port: null}\na: {enabled: false}\nb: {enabled: false}\n",
      "templates/a.yaml": `{{ if .Values.ingress.enabled }}\n${ingress("networking.k8s.io/v1", "http").replace("port: {name: http}", "port: {{ .Values.ingress.port }}")}{{ end }}`,
      "templates/b.yaml": `{{ if or .Values.a.enabled .Values.b.enabled }}${configMap("1")}{{ if and .Values.a.enabled .Values.b.enabled }}dta: {}\n{{ end }}{{ end }}`,
    });
    expect(findings).toEqual([]);
  });
});

describe("manifests", () => {
  test("of a Service for one pod of a StatefulSet, by a label that Kubernetes adds, are right", async () => {
    const labels = "{app: a, tier: b}";
    const selector = (pod: string) => `{app: a, tier: b, ${pod}}`;
    const service = (pod: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: ${selector(pod)}, ports: [{port: 80}]}\n`;
    const set = `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  serviceName: a\n  selector: {matchLabels: ${labels}}\n  template:\n    metadata: {labels: ${labels}}\n    spec: {containers: [{name: a, image: a}]}\n`;
    const found = async (pod: string) => (await lint({ "templates/a.yaml": service(pod) + set })).findings;
    expect(await found("statefulset.kubernetes.io/pod-name: a-0")).toEqual([]);
    expect(await found("other: c")).toEqual(["selector-mismatch spec.selector templates/a.yaml"]);
    // Of pods that have no more in common than this, somebody else's are meant.
    expect(await found("other: c, more: d")).toEqual([]);
  });

  test("that Kubernetes refuses are found at their template's line", async () => {
    const { findings } = await lint({ "templates/a.yaml": `${configMap("text")}dta: {}\n` });
    expect(findings).toEqual(["manifest-unknown-field dta templates/a.yaml 7"]);
  });

  test("of an API that the release asked for does not serve are found", async () => {
    const files = {
      "templates/a.yaml":
        "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {selector: {}}\n",
    };
    expect((await lint(files, { kubeVersions: ["1.24"] })).findings).toEqual([]);
    expect((await lint(files, { kubeVersions: ["1.25"] })).findings).toEqual([
      "api-removed apiVersion templates/a.yaml",
    ]);
    expect((await lint(files)).findings).toEqual(["api-removed apiVersion templates/a.yaml"]);
  });

  test.each(["policy/v1beta1", "policy/v1/PodDisruptionBudget"])(
    "of an old API are an answer to an old cluster where a template asks for %s",
    async (api) => {
      const { findings } = await lint({
        "templates/a.yaml": `{{ $has := .Capabilities.APIVersions.Has "${api}" }}\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {selector: {}}\n`,
      });
      expect(findings).toEqual([]);
    },
  );

  test("of custom resources are checked by the chart's own definitions", async () => {
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "things.example.com" },
      spec: {
        group: "example.com",
        names: { kind: "Thing" },
        versions: [
          {
            name: "v1",
            schema: {
              openAPIV3Schema: {
                type: "object",
                properties: { spec: { type: "object", properties: { size: { type: "integer" } } } },
              },
            },
          },
        ],
      },
    };
    const thing = "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec:\n  sise: 1\n";
    const { findings } = await lint({ "crds/things.yaml": JSON.stringify(crd), "templates/a.yaml": thing });
    expect(findings).toEqual(["manifest-unknown-field spec.sise templates/a.yaml 5"]);
  });

  test("behind an API that a template asks for are rendered too", async () => {
    const { findings } = await lint({
      "templates/a.yaml": `{{ if .Capabilities.APIVersions.Has "example.com/v1" }}\n${configMap("text")}dta: {}\n{{ end }}`,
    });
    expect(findings).toEqual(["manifest-unknown-field dta templates/a.yaml 8"]);
  });

  test("are not decided where Helm renders nothing, and the values still are", async () => {
    const { findings, undecided } = await lint({
      "values.yaml": "host: ''\nunused: 1\n",
      "templates/a.yaml": `{{ required "set host" .Values.host }}`,
    });
    expect(findings).toEqual(["value-unused unused values.yaml 2"]);
    expect(undecided).toEqual([
      expect.stringContaining("manifests with its own values: Helm renders nothing"),
    ]);
  });

  test("of a file of ci/ that does not render are a fault of that file", async () => {
    const { findings } = await lint({
      "values.yaml": "host: ''\n",
      "ci/wrong-values.yaml": "other: 1\n",
      "templates/a.yaml": `{{ required "set host" .Values.host }}`,
    });
    expect(findings).toEqual(["template-error ci/wrong-values.yaml 1"]);
  });

  test("of a file of ci/ with several documents are what Helm takes of it", async () => {
    const { findings, undecided } = await lint({
      "values.yaml": "unused: 1\nhost: ''\n",
      "ci/many-values.yaml": "host: a\n---\nhost: b\n",
      "templates/a.yaml": configMap('{{ required "set host" .Values.host }}'),
    });
    expect(findings).toEqual(["value-unused unused values.yaml 1"]);
    expect(undecided).toEqual([expect.stringContaining("manifests with its own values")]);
  });

  test("of a file of ci/ that is no YAML are a fault of that file", async () => {
    const { findings, messages } = await lint({
      "ci/wrong-values.yaml": "host: [a\n",
      "templates/a.yaml": configMap("1"),
    });
    expect(findings).toEqual(["template-error ci/wrong-values.yaml 1"]);
    expect(messages[0]).toMatch(/^ci\/wrong-values\.yaml does not render: cannot unmarshal .*yaml: line 1/);
  });
});

test.each([
  ["no version", "apiVersion: v2\nname: web\n", "chart-invalid version Chart.yaml 1"],
  [
    "a version that is none",
    "apiVersion: v2\nname: web\nversion: 1.2.3.4\n",
    "chart-invalid version Chart.yaml 3",
  ],
  [
    "a type that is none",
    "apiVersion: v2\nname: web\nversion: 1.0.0\ntype: app\n",
    "chart-invalid type Chart.yaml 4",
  ],
  [
    "an apiVersion to come",
    "apiVersion: v3\nname: web\nversion: 1.0.0\n",
    "chart-invalid apiVersion Chart.yaml 1",
  ],
])("a chart with %s is found", async (_, chart, finding) => {
  const { findings, messages } = await lint({ "Chart.yaml": chart });
  expect(findings).toEqual([finding]);
  expect(messages[0]).toContain("in Chart.yaml");
});

describe("values.yaml and its schema", () => {
  test("keys that stand twice, in lists too, and not those that are merged", async () => {
    const { findings } = await lint({
      "values.yaml":
        "base: &base {a: 1}\nweb:\n  <<: *base\n  a: 2\n  b: 1\n  b: 2\nhosts:\n  - host: a\n    port: 1\n    host: b\nbase: 1\n",
      "templates/a.yaml": configMap("{{ toJson .Values }}"),
    });
    expect(findings).toEqual([
      "value-repeated base values.yaml 11",
      "value-repeated web.b values.yaml 6",
      "value-repeated hosts.host values.yaml 10",
    ]);
  });

  test("YAML's traps", async () => {
    const { findings } = await lint({
      "values.yaml":
        'on: 1\ncountry: no\nmode: 0644\ntag: 1.10\nid: 12345678901234567890\nfine: true\nquoted: "no"\nport: 8080\nversion: 1.0\n',
      "templates/a.yaml": configMap("{{ toJson .Values }}"),
    });
    expect(findings).toEqual(
      ["true", "country", "mode", "tag", "id"].map((path, at) => `yaml-trap ${path} values.yaml ${at + 1}`),
    );
  });

  test("a schema that lets typos through, and one that not every Helm reads", async () => {
    const schema = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      properties: {
        a: {
          type: "object",
          additionalProperties: false,
          properties: { b: { type: "string", format: "uri" } },
        },
      },
    };
    const { findings } = await lint({
      "values.yaml": "a: {b: x}\n",
      "values.schema.json": JSON.stringify(schema),
      "templates/a.yaml": configMap("{{ .Values.a.b }}"),
    });
    expect(findings).toEqual([
      "schema-open the root values.schema.json 1",
      "schema-unportable a.b values.schema.json 1",
    ]);
  });
});

describe("what is no chart", () => {
  test.each([
    ["no folder", () => "/nowhere", /there is no \/nowhere/],
    [
      "a pattern that no shell expanded",
      () => "/nowhere/*",
      /there is no \/nowhere\/\*: nothing matches .* name the charts/,
    ],
    ["no Chart.yaml", () => join(tempChart({}), ".."), /is no chart: it has no Chart.yaml/],
    ["broken values", () => tempChart({ "values.yaml": "a: [\n" }), /values.yaml:2:1: no YAML/],
    [
      "values that are a list",
      () => tempChart({ "values.yaml": "- a\n" }),
      /values are a map, but this is a list/,
    ],
    ["a broken Chart.yaml", () => tempChart({ "Chart.yaml": "a: [\n" }), /Chart.yaml is no YAML/],
  ])("is told in a sentence: %s", async (_, folder, message) => {
    await expect(lintChart(folder(), {})).rejects.toThrow(message);
  });

  test("an archive that is none", async () => {
    const file = join(tempChart({}), "web.tgz");
    writeFileSync(file, "text");
    await expect(lintChart(file, {})).rejects.toThrow(/neither a folder nor a .tgz archive/);
  });
});

test.each([
  "password: !vault hunter2-hunter2\n",
  "%hunter2-hunter2 x\n---\na: 1\n",
  "? [a]\n: 1\n",
  "password: *hunter2-hunter2\n",
  "password: |hunter2-hunter2\n",
  "a: [1, 2\n}hunter2-hunter2\n",
])("of YAML that may hold a secret, nothing is shown: %j", async (yaml) => {
  const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
  const schema = '"hunter2-hunter2';
  const outcomes = [
    { "values.yaml": yaml },
    { "Chart.yaml": yaml },
    { "crds/a.yaml": `kind: CustomResourceDefinition\n${yaml}` },
    { "values.schema.json": schema },
  ].map((files) => lint(files, { helm: undefined }).catch((error: Error) => error.message));
  expect(JSON.stringify(await Promise.all(outcomes))).not.toContain("hunter");
  const rendered = parseManifests(`---\n# Source: a.yaml\n${yaml}`);
  expect(rendered.faults.map(({ message }) => message).join()).not.toContain("hunter");
  expect(warned).not.toHaveBeenCalled();
});

test("a schema that is nested without end leaves open what it says", async () => {
  const schema = `${'{"properties":{"a":'.repeat(5000)}{}${"}}".repeat(5000)}`;
  const { undecided } = await lint({ "values.schema.json": schema }, { helm: undefined });
  expect(undecided).toContain("values.schema.json: it is nested too deep");
});

test("templates that call each other with ever more are followed to an end", async () => {
  const names = Array.from({ length: 16 }, (_, at) => `part${at}`);
  const files = names.map((name) => [
    `files/${name}.yaml`,
    `{{ with .Values.${name} }}{{ include "load" (merge (dict "file" "x" "ctx" $) .) }}{{ end }}`,
  ]);
  const { findings } = await lint(
    {
      "values.yaml": names.map((name) => `${name}: {}\n`).join(""),
      ...Object.fromEntries(files),
      "templates/_load.tpl": `{{ define "load" }}{{ tpl (.ctx.Files.Get .file) .ctx }}{{ end }}`,
      "templates/all.yaml": `{{ include "load" (dict "file" "x" "ctx" $) }}`,
    },
    { helm: undefined },
  );
  expect(findings).toEqual([]);
});

test("a variable that holds itself again and again is followed to an end", async () => {
  const names = Array.from({ length: 200 }, (_, at) => `part${at}`);
  const steps = names.map(
    (name) =>
      `{{ if .Values.${name} }}{{ $x = .Values.${name} }}{{ else }}{{ $x = dict "p" $x "q" $x }}{{ end }}`,
  );
  const template = `{{ $x := .Values.part0 }}${steps.join("")}{{ $x.p.q.p }}`;
  const { findings } = await lint(
    {
      "values.yaml": names.map((name) => `${name}: {p: {q: {p: 1}}}\n`).join(""),
      "templates/all.yaml": template,
    },
    { helm: undefined },
  );
  expect(findings).toEqual([]);
});

describe("what is not looked at to its end is said", () => {
  test("of templates that all call each other with ever more", async () => {
    const files = tangledFiles();
    const chart = tempChart({ ...files, "values.yaml": `${files["values.yaml"]}a: 3\n` });
    const { findings, undecided, endedEarly } = await lintChart(chart);
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(["value-repeated a"]);
    expect(undecided[0]).toBe(
      "which values are used: the templates call each other in more ways than are followed",
    );
    expect(endedEarly).toBe(true);
  });

  test("of templates that nest loops which assign", async () => {
    const nested = `${"{{ range .Values.a }}{{ $ = .x }}".repeat(30)}${"{{ end }}".repeat(30)}`;
    const { endedEarly } = await lintChart(
      tempChart({ "values.yaml": "a: []\nb: 1\n", "templates/a.yaml": nested }),
    );
    expect(endedEarly).toBe(true);
  });

  test("of a chart whose time is up before its templates are followed", async () => {
    const signal = new AbortController();
    setTimeout(() => signal.abort(), 0);
    const { findings, undecided, endedEarly } = await lintChart(tempChart({ "values.yaml": "a: 1\n" }), {
      signal: signal.signal,
    });
    expect({ findings, undecided, endedEarly }).toEqual({
      findings: [],
      undecided: ["values and manifests: the time was up"],
      endedEarly: true,
    });
  });

  test("and only of it", async () => {
    const { endedEarly } = await lintChart(tempChart({ "values.yaml": "a: 1\n" }), {
      signal: new AbortController().signal,
    });
    expect(endedEarly).toBe(false);
  });
});

test("templates that call each other without end are no stack that overflows", async () => {
  const { findings } = await lint(
    {
      "values.yaml": "a: 1\n",
      "templates/_all.tpl":
        '{{ define "x" }}{{ include "y" (list . .) }}{{ end }}{{ define "y" }}{{ include "x" (list . .) }}{{ end }}',
      "templates/all.yaml": '{{ include "x" .Values.a }}',
    },
    { helm: undefined },
  );
  expect(findings).toEqual([]);
});

test("blocks without end leave open what one template reads", async () => {
  const { findings, undecided } = await lint(
    {
      "values.yaml": "a: 1\nb: 1\nb: 2\n",
      "templates/a.yaml": `${"{{ if .Values.a }}".repeat(3000)}${"{{ end }}".repeat(3000)}`,
    },
    { helm: undefined },
  );
  expect(findings).toEqual(["value-repeated b values.yaml 3"]);
  expect(undecided[0]).toMatch(/templates\/a\.yaml:1 .*more than 200 blocks deep/);
});

test("blocks and calls that fill the stack together end what is followed", async () => {
  const names = Array.from({ length: 90 }, (_, at) => `part${at}`);
  const [open, close] = ["{{ if .a }}{{ with . }}".repeat(95), "{{ end }}{{ end }}".repeat(95)];
  const { endedEarly } = await lintChart(
    tempChart({
      "values.yaml": "a: 1\n",
      "templates/_all.tpl": names
        .map((name, at) => `{{ define "${name}" }}${open}{{ include "part${at + 1}" . }}${close}{{ end }}`)
        .join(""),
      "templates/a.yaml": '{{ include "part0" .Values.a }}',
    }),
  );
  expect(endedEarly).toBe(true);
});

test("parentheses without end leave open what one template reads, and fields without end are followed", async () => {
  const { findings, undecided } = await lint(
    {
      "values.yaml": "a: 1\nb: 1\nb: 2\n",
      "templates/a.yaml": `{{ ${"(".repeat(5000)}.Values.a${")".repeat(5000)} }}`,
      "templates/b.yaml": `{{ .Values.a${".b".repeat(20_000)} }}`,
    },
    { helm: undefined },
  );
  expect(findings).toEqual(["value-repeated b values.yaml 3"]);
  expect(undecided[0]).toMatch(/templates\/a\.yaml:1 .*parentheses more than 200 deep/);
});

test("a template that cannot be parsed leaves open what it reads", async () => {
  const { findings, undecided } = await lint(
    { "values.yaml": "a: 1\n", "templates/a.yaml": "{{ if .Values.a }}" },
    { helm: undefined },
  );
  expect(findings).toEqual([]);
  expect(undecided[0]).toMatch(/templates\/a.yaml/);
});

test.each(["a: &x\n  b: *x\n", "a: &x\n  - *x\n"])(
  "values that hold themselves are refused: %j",
  async (values) => {
    await expect(lint({ "values.yaml": values })).rejects.toThrow(
      /values\.yaml: an alias stands inside of what it repeats/,
    );
  },
);

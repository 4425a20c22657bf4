import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findHelm } from "../../../tools/helm.mjs";
import { checkCharts } from "../src/check-charts.ts";
import type { ManifestIssue } from "../src/issue/manifest-issue.ts";
import { type Fault, faulty, object } from "./shop.ts";
import { tangledFiles } from "./temp-chart.ts";

const helm = findHelm();

async function issuesOf(...faults: Fault[]) {
  const chart = faulty(...faults);
  const { issues } = await checkCharts({ charts: [chart], helm });
  return issues.map((issue) => ({ ...issue, file: issue.file?.replace(`${chart.path}/`, "") }));
}

function fault(issue: Partial<ManifestIssue>) {
  return expect.objectContaining(issue);
}

describe("checkCharts", () => {
  test("finds nothing in a chart without faults, random annotation and checksum of the chart's name and all", async () => {
    expect(await issuesOf()).toEqual([]);
  });

  test("finds a field that Kubernetes does not know, and what does not fit together", async () => {
    const issues = await issuesOf(
      { file: "deployment.yaml", replace: ["readinessProbe:", "readynessProbe:"] },
      { file: "secret.yaml", replace: ["password:", "passwort:"] },
      {
        file: "service.yaml",
        replace: ["targetPort: http", "targetPort: web"],
        append: "---\napiVersion: v1\nkind: Service\nmetadata: { name: shop }\n",
      },
    );
    expect(issues).toHaveLength(4);
    expect(issues).toEqual(
      expect.arrayContaining([
        fault({
          code: "manifest-unknown-field",
          path: "spec.template.spec.containers[0].readynessProbe",
          environment: "local",
          manifest: "Deployment shop",
          file: "templates/deployment.yaml",
          line: 30,
          message: expect.stringContaining('did you mean "readinessProbe"?'),
        }),
        fault({ code: "port-unknown", path: "spec.ports[0].targetPort" }),
        fault({ code: "reference-unknown", received: '"password"' }),
        fault({ code: "manifest-duplicate", manifest: "Service shop" }),
      ]),
    );
  });

  test("finds a value of the wrong type and a kind that its API group does not have, and shows nothing of a Secret", async () => {
    const issues = await issuesOf(
      { file: "deployment.yaml", replace: [".Values.logLevel | quote", "3"] },
      { file: "service.yaml", replace: ["kind: Service", "kind: Servise"] },
      {
        file: "secret.yaml",
        replace: ["{{ .Values.secret.password | quote }}", "[{{ .Values.secret.password }}]"],
      },
    );
    expect(issues).toHaveLength(4);
    expect(issues).toEqual(
      expect.arrayContaining([
        fault({
          code: "manifest-invalid",
          path: "spec.template.spec.containers[0].env[0].value",
          expected: "string",
          received: "3",
        }),
        fault({ code: "manifest-invalid", path: "kind", received: "Servise" }),
        fault({ code: "manifest-invalid", path: "stringData.password", received: "(hidden)" }),
        fault({ code: "value-unused", path: "logLevel" }),
      ]),
    );
    expect(JSON.stringify(issues)).not.toContain("sesame");
  });

  test.each([
    ["a template's error", { file: "secret.yaml", append: "{{ fail .Values.token }}\n" }],
    ["a manifest", { file: "deployment.yaml", append: "  token: {{ .Values.token }}\n" }],
    ["what is no YAML", { file: "deployment.yaml", append: "{{ .Values.token }}: [\n" }],
  ])("shows a secret value nowhere: %s", async (_, where) => {
    const token = "hunter2-hunter2";
    const secret = { type: "string", "x-secret": true } as const;
    const issues = await issuesOf({ ...where, properties: { token: secret }, values: { token } });
    expect(issues.length).toBeGreaterThan(0);
    expect(JSON.stringify(issues)).not.toContain(token);
  });

  test("shows no secret that the chart's own values.yaml adds", async () => {
    const chart = faulty({
      file: "deployment.yaml",
      // Else each way to an effect of it would be tried.
      append: "  token: {{ .Values.token | quote }}\n",
      properties: { token: { type: "string", "x-secret": true } },
    });
    appendFileSync(join(chart.path, "values.yaml"), "token: hunter2-hunter2\n");
    const { issues } = await checkCharts({ charts: [chart], helm });
    expect(issues).toContainEqual(fault({ code: "value-merged", path: "token", received: "(hidden)" }));
    expect(JSON.stringify(issues)).not.toContain("hunter2");
  });

  test("ends the search for values without an effect by a signal, in the midst of it", async () => {
    const chart = faulty({ file: "deployment.yaml", properties: { unused: { type: "string" } } });
    const ended = new AbortController();
    const report = await checkCharts({
      charts: [chart],
      helm,
      signal: ended.signal,
      onProgress: (message) => message.includes("without an effect") && ended.abort(),
    });
    const note = "the time was up before a manifest was seen to change with";
    expect(report).toEqual({
      issues: [],
      notes: [expect.stringMatching(`${note}.* unused`)],
      endedEarly: true,
    });
  });

  test("says nothing of a key that may be in what a hook makes", async () => {
    const issues = await issuesOf({
      file: "secret.yaml",
      replace: [
        "  labels:\n    helm.sh/chart: {{ .Chart.Name }}\nstringData:\n  password:",
        "  annotations: { helm.sh/hook: pre-delete }\nstringData:\n  other:",
      ],
    });
    expect(issues).toEqual([]);
  });

  test("gives Helm's own error with its place", async () => {
    const issues = await issuesOf({ file: "service.yaml", append: "# {{ .Values.image.name.first }}\n" });
    expect(issues).toContainEqual(
      fault({ code: "template-error", environment: "local", file: "templates/service.yaml", line: 12 }),
    );
  });

  test("says nothing of values where Helm finds no YAML in a template", async () => {
    const chart = faulty({ file: "deployment.yaml", append: "text: [\n" });
    expect(await checkCharts({ charts: [chart], helm })).toEqual({
      issues: [fault({ code: "manifest-syntax", file: join(chart.path, "templates/deployment.yaml") })],
      notes: [],
    });
  });

  test("finds a value that nothing uses, in an object, at the root and in a list", async () => {
    const issues = await issuesOf({
      file: "deployment.yaml",
      replace: ["{{ .value | quote }}", "fixed"],
      properties: {
        timeout: { type: "integer" },
        cache: { type: "object", properties: { size: { type: "string" } }, additionalProperties: false },
      },
      values: { timeout: 3, cache: { size: "1Gi" } },
    });
    expect(issues).toEqual([
      fault({ code: "value-unused", path: "environment[].value" }),
      fault({ code: "value-unused", chart: "shop", path: "timeout" }),
      fault({ code: "value-unused", chart: "shop", path: "cache.size" }),
    ]);
  });

  test("takes a value for used that only matters when another one is set", async () => {
    const issues = await issuesOf({
      file: "service.yaml",
      append:
        '  type: {{ .Values.kind }}\n  {{- if eq .Values.kind "NodePort" }}\n  externalTrafficPolicy: {{ .Values.policy }}\n  {{- end }}\n',
      properties: {
        kind: { type: "string", enum: ["ClusterIP", "NodePort"] },
        policy: { type: "string", enum: ["Cluster", "Local"] },
      },
      values: { kind: "ClusterIP", policy: "Cluster" },
    });
    expect(issues).toEqual([]);
  });

  test("takes a value for used whose switches others of the chart do not go along with", async () => {
    const flag = { type: "boolean" } as const;
    const issues = await issuesOf({
      file: "service.yaml",
      append:
        '  {{- if and .Values.cache.enabled .Values.cache.limits.enabled }}\n  externalName: {{ .Values.cache.limits.size }}\n  {{- if or .Values.strict .Values.plain .Values.cache.off }}{{ fail "no cache here" }}{{ end }}\n  {{- end }}\n',
      properties: {
        strict: flag,
        plain: flag,
        cache: object({
          enabled: flag,
          off: flag,
          limits: object({ enabled: flag, size: { type: "string" } }),
        }),
      },
      values: {
        strict: false,
        plain: false,
        cache: { enabled: false, off: false, limits: { enabled: false, size: "1Gi" } },
      },
    });
    expect(issues).toEqual([]);
  });

  test("takes a value for used that is read where a text beside it must not be empty", async () => {
    const flag = { type: "boolean" } as const;
    const text = { type: "string" } as const;
    const append =
      '  {{- with .Values.mount }}\n  {{- if .enabled }}\n  externalName: {{ tpl .path $ }}{{ required "text" .text }}{{ .sub }}\n  {{- end }}\n  {{- end }}\n  {{- if .Values.strict }}{{ fail "not here" }}{{ end }}\n';
    const issues = await issuesOf({
      file: "service.yaml",
      append,
      properties: {
        strict: flag,
        mount: object({ enabled: flag, path: text, text, sub: text }),
      },
      values: { strict: false, mount: { enabled: false } },
    });
    expect(issues).toEqual([]);
  });

  test("takes free data for used of which templates read a key that it has", async () => {
    const issues = await issuesOf({
      file: "service.yaml",
      append: "  externalName: {{ .Values.provider.name }}\n",
      properties: { provider: {}, enabled: { type: "boolean" } },
      values: { provider: { name: "aws", webhook: { port: 80 } }, enabled: true },
    });
    expect(issues).toEqual([]);
  });

  test("finds a value that a template reads and nobody can set", async () => {
    const issues = await issuesOf({
      file: "service.yaml",
      append: '  clusterIP: {{ .Values.clusterIp | default "None" }}\n',
    });
    expect(issues).toEqual([
      fault({ code: "value-unmodelled", path: "clusterIp", file: "templates/service.yaml", line: 12 }),
    ]);
  });

  test("leaves out what .helmignore hides, as Helm does", async () => {
    const chart = faulty();
    writeFileSync(join(chart.path, ".helmignore"), "old.yaml\n");
    writeFileSync(
      join(chart.path, "templates/old.yaml"),
      '{{ fail .Values.nobody }}{{ include "gone" . }}\n',
    );
    expect(await checkCharts({ charts: [chart], helm })).toEqual({ issues: [], notes: [] });
  });

  test("tells of a Chart.yaml that says nothing", async () => {
    const chart = faulty();
    writeFileSync(join(chart.path, "Chart.yaml"), "- a\n");
    const { issues } = await checkCharts({ charts: [chart], helm });
    expect(issues).toEqual([
      fault({ code: "template-error", message: "Chart.yaml must be a map, but is a list" }),
    ]);
  });

  test("tells of a folder that is not there", async () => {
    const path = join(faulty().path, "moved");
    const { issues } = await checkCharts({ charts: [{ ...faulty(), path }], helm });
    expect(issues).toEqual([
      fault({ code: "template-error", message: `${path} is no folder of a chart: there is nothing in it` }),
    ]);
  });

  test.each([
    ["a subchart", { cache: {} }],
    ["a subchart of a subchart", { cache: object({ inner: {} }) }],
  ])("takes open values of %s as they are: Helm refuses there what is no map", async (_, properties) => {
    const chart = faulty({ properties, values: { cache: { inner: {} } } });
    for (const [folder, name, dependency] of [
      ["", "shop", "cache"],
      ["charts/cache", "cache", "inner"],
      ["charts/cache/charts/inner", "inner", undefined],
    ] as const) {
      mkdirSync(join(chart.path, folder), { recursive: true });
      const dependencies = dependency ? [{ name: dependency, version: "1.0.0" }] : [];
      const metadata = { apiVersion: "v2", name, version: "1.0.0", dependencies };
      writeFileSync(join(chart.path, folder, "Chart.yaml"), JSON.stringify(metadata));
    }
    const inner = join(chart.path, "charts/cache/charts/inner/templates");
    mkdirSync(inner);
    writeFileSync(
      join(inner, "values.yaml"),
      "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: inner }\ndata: { all: {{ toJson .Values | quote }} }\n",
    );
    const { issues } = await checkCharts({ charts: [chart], helm });
    expect(issues).toEqual([]);
  });

  test("notes kinds that it knows no schema of, and checks those that it is given", async () => {
    const append =
      "---\napiVersion: example.com/v1\nkind: Shop\nmetadata: { name: shop }\nspec: { size: large }\n";
    const chart = faulty({ file: "service.yaml", append });
    const { issues, notes } = await checkCharts({ charts: [chart], helm });
    expect({ issues, notes }).toEqual({ issues: [], notes: ["shop: not checked: example.com/v1 Shop"] });
    const schema = { properties: { spec: { properties: { size: { type: "integer" } } } } };
    const checked = await checkCharts({ charts: [chart], helm, schemas: { "example.com/v1/Shop": schema } });
    expect(checked.issues).toEqual([fault({ code: "manifest-invalid", path: "spec.size" })]);
  });
});

test("says of templates that are too much to follow that not all of what they read was looked at", async () => {
  const chart = faulty();
  for (const [path, text] of Object.entries(tangledFiles()))
    if (path.startsWith("templates/")) writeFileSync(join(chart.path, path), text);
  const { issues, notes } = await checkCharts({ charts: [chart], helm: "/no/such/helm" });
  expect(issues).toEqual([]);
  expect(notes).toContain(
    `not read for unmodelled values: ${chart.path}: the templates call each other in more ways than are followed`,
  );
});

test("files that no chart renders are checked without Helm, and nothing is missing", async () => {
  const manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, daat: {} };
  const { issues, notes } = await checkCharts({
    charts: [],
    files: [{ path: "a.yaml", manifests: [manifest] }],
    helm: "/no/such/helm",
  });
  expect(issues).toEqual([fault({ code: "manifest-unknown-field", path: "daat" })]);
  expect(notes).toEqual([]);
});

test("without Helm, says so and still reads the templates", async () => {
  const chart = faulty({ file: "service.yaml", append: "# {{ .Values.nobody }}\n" });
  const { issues, notes } = await checkCharts({ charts: [chart], helm: "/no/such/helm" });
  expect(issues).toEqual([fault({ code: "value-unmodelled", path: "nobody" })]);
  expect(notes).toEqual([expect.stringContaining("manifests not checked: /no/such/helm cannot be run")]);
});

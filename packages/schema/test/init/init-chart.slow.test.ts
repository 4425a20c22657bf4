import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findHelm } from "../../../../tools/helm.mjs";
import { chartmodel, runMain } from "../support/chartmodel.ts";
import { initFolder } from "../support/init-folder.ts";
import { fixtures, packageFolder } from "../support/paths.ts";
import { projectIn, type TempProject } from "../support/temp-project.ts";

const chart = join(fixtures, "web-chart");
const withHelm = { env: { HELM: findHelm() } };

const init = (project: TempProject, path = "charts/web", options: Parameters<typeof runMain>[2] = withHelm) =>
  runMain(project, ["init", path], options);

test("a project is made of a chart as a person would have written it", async () => {
  const project = initFolder(chart);
  expect(await init(project)).toMatchObject({ code: 0, stdout: "" });
  const { files: expected } = projectIn(join(fixtures, "web-project"));
  const { files: given } = projectIn(chart);
  const { read } = projectIn(join(packageFolder, "starter"));
  expect(project.files()).toEqual({ ...given(), ...expected(), "tsconfig.json": read("tsconfig.json") });
});

test("a folder's own tsconfig.json stays", async () => {
  const project = initFolder(chart);
  project.write("tsconfig.json", "{}\n");
  expect(await init(project)).toMatchObject({ code: 0 });
  expect(project.read("tsconfig.json")).toBe("{}\n");
});

test("values and manifests are compared, and questions asked", async () => {
  const { stderr } = await init(initFolder(chart));
  for (const environment of ["default", "production", "staging"]) {
    expect(stderr).toContain(`✓ ${environment}: the values are the chart's\n`);
    expect(stderr).toContain(`✓ ${environment}: the manifests of 2 templates are the same\n`);
  }
  expect(stderr).toContain(
    "null means to Helm that a key is not there: image.tag, nameOverride, timeout, service.nodePort",
  );
  expect(stderr).toContain('Type.Enum(["Deployment", "StatefulSet"]) says so:\n    kind\n');
  expect(stderr).toMatch(/What may be in it\?.*\n {4}mystery\n/);
});

test("what is made renders and is checked without an issue", async () => {
  const project = initFolder(chart);
  await init(project);
  expect(chartmodel(project, ["render"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--adopt"),
  });
  expect(chartmodel(project, ["render", "--adopt"])).toMatchObject({ code: 0 });
  expect(chartmodel(project, ["check"], { env: { HELM: "/nowhere" } })).toMatchObject({ code: 0 });
});

test("a project may lie beside a package.json that npm init wrote", async () => {
  const project = initFolder(chart);
  project.write("package.json", '{ "name": "web", "type": "commonjs" }\n');
  expect(await init(project)).toMatchObject({ code: 0 });
});

test("a difference is shown, and is no success", async () => {
  const project = initFolder(chart);
  // An environment cannot take away what the model has a default for.
  project.write("environments/bare bones.yaml", "retries: null\nreplicaCount: 9\n");
  const { code, stderr } = await init(project);
  expect(code).toBe(1);
  expect(stderr).toContain("✗ bare-bones: 1 value other than the chart's: retries\n");
  expect(stderr).toMatch(
    /✗ bare-bones: other manifests from web\/templates\/deployment.yaml\n {4}Deployment \S+: [\w.[\]]+\n/,
  );
});

test("without Helm the values are compared, and that is said", async () => {
  const { code, stderr } = await init(initFolder(chart), "charts/web", { env: { HELM: "/nowhere" } });
  expect(code).toBe(0);
  expect(stderr).toContain("✓ default: the values are the chart's\n");
  expect(stderr).toContain("manifests not compared: /nowhere cannot be run (ENOENT)");
});

describe("nothing is written over:", () => {
  test.each([
    "chartmodel.config.ts",
    "chartmodel.config.mjs",
    "model/values.ts",
    "model/environments/staging.ts",
  ])("%s", async (file) => {
    const project = initFolder(chart);
    project.write(file, "// mine\n");
    const before = project.files();
    expect(await init(project)).toMatchObject({ code: 2, stderr: expect.stringContaining(file) });
    expect(project.files()).toEqual(before);
  });
});

describe("exit 2 and a sentence:", () => {
  const files: Record<string, Record<string, string>> = {
    "a folder without Chart.yaml": { "charts/web/values.yaml": "a: 1\n" },
    "broken YAML": { "charts/web/Chart.yaml": "name: web\n", "charts/web/values.yaml": "a: [1\n" },
    "values that are a list": { "charts/web/Chart.yaml": "name: web\n", "charts/web/values.yaml": "- a\n" },
    "a chart without a name": { "charts/web/Chart.yaml": "version: 1.0.0\n" },
    "a library chart": { "charts/web/Chart.yaml": "name: web\ntype: library\n" },
    "an archive": { "charts/web": "" },
  };
  test.each([
    ["a folder without Chart.yaml", "has no Chart.yaml"],
    ["broken YAML", "charts/web/values.yaml:"],
    ["values that are a list", "values are a map, but this is a list"],
    ["a chart without a name", "the name of a chart"],
    ["a library chart", "library chart"],
    ["an archive", "unpack the archive"],
  ])("%s", async (what, says) => {
    const project = initFolder();
    for (const [path, text] of Object.entries(files[what] ?? {})) project.write(path, text);
    const before = project.files();
    expect(await init(project)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
    expect(project.files()).toEqual(before);
  });

  test("a chart outside of the folder", async () => {
    const project = initFolder();
    expect(await init(project, "../web")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("outside"),
    });
  });
});

test("a chart without values.yaml, and templates that cannot be read, are no hindrance", async () => {
  const project = initFolder();
  project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  project.write("charts/web/templates/broken.yaml", "{{ if }}\n");
  const { code, stderr } = await init(project);
  expect(code).toBe(0);
  expect(stderr).toContain("✓ default: the values are the chart's\n");
  expect(stderr).toContain("manifests not compared: Helm renders none of the chart as it is");
  expect(stderr).toContain("not read: charts/web/templates/broken.yaml:1: ");
});

test.each(["name", "extends"])(
  "a chart may be called as what an environment has itself: %s",
  async (name) => {
    const project = initFolder();
    project.write("charts/web/Chart.yaml", `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
    project.write("charts/web/values.yaml", "replicas: 2\n");
    expect(await init(project)).toMatchObject({ code: 0 });
  },
);

test("a schema that holds itself ends in a free form, and the values that are there are modelled", async () => {
  const project = initFolder(chart);
  project.write("charts/tree/Chart.yaml", "apiVersion: v2\nname: tree\nversion: 1.0.0\n");
  project.write("charts/tree/values.yaml", "node: { name: a, children: [{ name: b, children: [] }] }\n");
  project.write("charts/tree/templates/a.yaml", "# {{ toJson .Values.node }}\n");
  const node = {
    type: "object",
    properties: {
      name: { type: "string" },
      children: { type: "array", items: { $ref: "#/definitions/node" } },
      byName: { type: "object", additionalProperties: { $ref: "#/definitions/node" } },
    },
  };
  const schema = {
    type: "object",
    properties: { node: { $ref: "#/definitions/node" } },
    definitions: { node },
  };
  project.write("charts/tree/values.schema.json", JSON.stringify(schema));
  const { code, stderr } = await init(project, "charts/tree");
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("it holds itself") });
  expect(stderr).toContain("the values are the chart's");
});

test("values of subcharts stay open, also for what is null in them", async () => {
  const project = initFolder();
  const dependencies = "dependencies: [{name: cache, version: 1.0.0}, {name: tools, version: 1.0.0}]\n";
  project.write("charts/web/Chart.yaml", `apiVersion: v2\nname: web\nversion: 1.0.0\n${dependencies}`);
  project.write(
    "charts/web/values.yaml",
    "cache:\n  service: {port: 6379}\nglobal: {registry: r.example.com}\nweb: {a: 1, b: 2, c: 3, d: 4}\nvalues: {a: 1, b: 2, c: 3, d: 4}\n",
  );
  for (const name of ["cache", "tools"]) {
    project.write(`charts/web/charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
    project.write(
      `charts/web/charts/${name}/values.yaml`,
      "service: {port: 1, nodePort: null}\nextra: null\n",
    );
    project.write(
      `charts/web/charts/${name}/templates/a.yaml`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: '{{ toJson .Values }}'}\n`,
    );
  }
  const { code, stderr } = await init(project);
  expect(stderr).toContain("✓ default: the manifests of 2 templates are the same\n");
  expect(code).toBe(0);
});

test("what a template asks of a key that it is handed is asked of no key that is known", async () => {
  const project = initFolder();
  project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  project.write(
    "charts/web/values.yaml",
    "web: {resources: {}}\nlog: {level: info, file: {path: /x}}\nname: ''\n",
  );
  project.write(
    "charts/web/templates/NOTES.txt",
    `{{- range $place := list "web" "log.file" }}
{{- $section := $.Values }}
{{- range split "." $place }}{{ $section = index $section . }}{{ end }}
{{- if and (hasKey $section "enabled") $section.enabled (not $section.resources) }}{{ $place }}{{ end }}
{{- end }}
{{ .Values.web.resources }}{{ .Values.log.level }}{{ .Values.log.file.path }}{{ .Values.name }}
`,
  );
  expect(await init(project)).toMatchObject({ code: 0 });
  const model = project.read("model/values.ts");
  expect(model).toContain("resources");
  expect(model).not.toContain("enabled");
  expect(model.match(/resources/g)).toHaveLength(1);
});

test("what a template asks of each of the chart's values, all of them maps, each may have", async () => {
  const project = initFolder();
  project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
  project.write("charts/web/values.yaml", "web: {image: a}\napi: {image: b, port: 80}\n");
  project.write(
    "charts/web/templates/NOTES.txt",
    "{{ range .Values }}{{ .image | quote }}{{ .port | int }}{{ end }}\n",
  );
  expect(await init(project)).toMatchObject({ code: 0 });
  expect(project.read("model/values.ts").match(/port: Type/g)).toHaveLength(2);
});

describe("what the chart's own files show to be right is taken:", () => {
  /** Makes a model of a chart, renders its schema, and tells what the schema has against values. */
  async function refusalOf(
    files: Readonly<Record<string, string>>,
    values: string,
  ): Promise<{ model: string; refusal: string }> {
    const project = initFolder();
    project.write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    for (const [file, text] of Object.entries(files)) project.write(`charts/web/${file}`, text);
    expect(await init(project)).toMatchObject({ code: 0 });
    expect((await runMain(project, ["render", "--adopt"])).code).toBe(0);
    project.write("given.yaml", values);
    const { stderr } = spawnSync(
      findHelm(),
      ["template", "web", project.path("charts/web"), "--values", project.path("given.yaml")],
      { encoding: "utf8" },
    );
    return { model: project.read("model/values.ts"), refusal: stderr };
  }

  const volumes =
    "{{ range .Values.stores }}{{ .name }}{{ with .mode }}{{ . }}{{ end }}{{ .tries | default 3 }}{{ end }}\n";

  test("an item of a list without what templates ask for before they read it", async () => {
    const files = {
      "values.yaml": "stores: [{name: a, mode: fast, tries: 2}]\n",
      "templates/NOTES.txt": volumes,
    };
    const { model, refusal } = await refusalOf(files, "stores: [{name: b}]\n");
    expect(refusal).toBe("");
    expect(model).toMatch(/name: Type\.String\(\)/);
    expect((await refusalOf(files, "stores: [{mode: slow}]\n")).refusal).toContain("name");
  });

  test("an item without what the chart's own schema does not require", async () => {
    const item = { type: "object", properties: { name: {}, mode: {} }, required: ["mode"] };
    const files = {
      "values.yaml": "stores: [{name: a, mode: fast}]\n",
      "values.schema.json": JSON.stringify({
        type: "object",
        properties: { stores: { type: "array", items: item } },
      }),
      "templates/NOTES.txt": "{{ range .Values.stores }}{{ .name }}{{ .mode }}{{ end }}\n",
    };
    expect((await refusalOf(files, "stores: [{mode: b}]\n")).refusal).toBe("");
    expect((await refusalOf(files, "stores: [{name: b}]\n")).refusal).toContain("mode");
  });

  test("values that it is tested with, but for those that nothing reads", async () => {
    const given = "port: 5432\nurls: a,b\nhosts: [{name: c}]\n";
    const files = {
      "values.yaml": "port: ''\nurls: []\nhosts: [{name: a, path: /}]\n",
      "ci/whole-values.yaml": `${given}nobody: reads\n`,
      "ci/broken-values.yaml": "a: [\n",
      "templates/NOTES.txt":
        "{{ .Values.port }}{{ .Values.urls }}{{ range .Values.hosts }}{{ .name }}{{ .path }}{{ end }}\n",
    };
    const { model, refusal } = await refusalOf(files, given);
    expect(refusal).toBe("");
    expect(model).not.toContain("nobody");
  });
});

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { findHelm } from "../../../../tools/helm.mjs";
import { type Outcome, runMain } from "../support/chartmodel.ts";
import { git } from "../support/committed-shop.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

const overlay = "overlays/production.yaml";
const propose = (project: TempProject, ...args: string[]): Promise<Outcome> =>
  runMain(project, ["propose", "--env", "production", ...args]);
const proposal = async (project: TempProject, ...args: string[]) =>
  JSON.parse((await propose(project, "--json", ...args)).stdout);

describe("propose", () => {
  test("tells what a change does, prints a patch, and writes nothing", async () => {
    const project = tempProject("shop");
    const before = project.files();
    const { code, stdout, stderr } = await propose(project, "web.replicas", "5", "--reason", "for the sale");
    expect(code).toBe(0);
    expect(stdout).toBe(`--- /dev/null\n+++ b/${overlay}\n@@ -0,0 +1,2 @@\n+web:\n+  replicas: 5\n`);
    expect(stderr).toContain("for the sale\n");
    expect(stderr).toMatch(/environment\n +web\.replicas {2}3 → 5 pods {2}overlays\/production\.yaml:2\n/);
    expect(stderr).toMatch(/shop-web\n +replicas {2}3 → 5 pods\n/);
    expect(project.files()).toEqual(before);
  });

  test("keeps of a map what is as wanted by a default of the model, which the overlay takes the place of", async () => {
    const probe = { httpGet: { port: "http" }, periodSeconds: 5 };
    const { patch } = await proposal(tempProject("shop"), "web.probe", JSON.stringify(probe));
    expect(patch).toContain("+  probe:\n+    httpGet:\n+      port: http\n+    periodSeconds: 5\n");
  });

  test.each([
    ["of one value", ["web.probe.periodSeconds", "7"], { httpGet: { port: "http" }, periodSeconds: 7 }],
    [
      "of two",
      ["web.probe.periodSeconds", "7", "web.probe.httpGet.port", "web"],
      { httpGet: { port: "web" }, periodSeconds: 7 },
    ],
  ])("keeps the rest of a map's default with a change %s in it", async (_what, values, expected) => {
    const project = tempProject("shop");
    await propose(project, ...values, "--write");
    const { stdout } = await runMain(project, ["values", "--env", "production", "--chart", "web", "--json"]);
    expect(JSON.parse(stdout).probe).toEqual(expected);
  });

  test("does not write a secret that a map's default has", async () => {
    const project = tempProject("shop");
    project.edit(
      "model.ts",
      "host: Type.String(",
      'login: Type.Object({ user: Type.String(), password: Type.String({ secret: true }) }, { default: { user: "a", password: "hunter2" } }),\n    host: Type.String(',
    );
    const { code, stdout, stderr } = await propose(project, "login.user", "b", "--write");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("login holds secrets, and an overlay replaces a default whole");
    expect(stderr).not.toContain("hunter2");
    expect(overlay in project.files()).toBe(false);
  });

  test.for(["git", "patch"])(
    "prints a patch that %s carries out, and that does what it said",
    async (tool, context) => {
      if (spawnSync(tool, ["--version"]).status !== 0) context.skip(`needs ${tool}`);
      const project = tempProject("shop");
      project.write(
        overlay,
        "# ours\nqueue: fast   # since May\n\nweb:\n  port: 81\n  level: debug\nhost: a.example\n",
      );
      const { stdout } = await propose(project, "web.level", "info", "web.replicas", "5");
      project.write("change.patch", stdout);
      if (tool === "git") git(project, "apply", "--unidiff-zero", "change.patch");
      else execFileSync("patch", ["-p1", "-i", "change.patch"], { cwd: project.folder });
      expect(project.read(overlay)).toBe(
        "# ours\nqueue: fast   # since May\n\nweb:\n  port: 81\n  level: info\n  replicas: 5\nhost: a.example\n",
      );
      expect(await proposal(project, "web.level", "info", "web.replicas", "5")).toMatchObject({
        verdict: "unchanged",
      });
    },
  );

  test("says of a refused change what the model and the rules say of it elsewhere", async () => {
    const project = tempProject("shop");
    const values = ["values", "--env", "production", "--chart", "web", "--set"];
    for (const [path, value] of [
      ["web.replicas", "1"],
      ["web.replicas", "99"],
      ["web.replicas", "many"],
      ["stage", "test"],
    ] as const) {
      const { code, stderr } = await propose(project, path, value);
      expect(code, stderr).toBe(1);
      const told = await runMain(project, [...values, `${path}=${value}`]);
      const sentence = /✗ (.*) \[/.exec(stderr)?.[1] as string;
      // A text that is no number is refused by --set itself.
      if (value !== "many") expect(told.stderr).toContain(sentence);
      expect(stderr).toContain("set in overlays/production.yaml:");
    }
    const refused = await proposal(project, "web.replicas", "1");
    expect(refused).toMatchObject({ verdict: "refused", issues: [{ code: "live-replicas" }] });
    expect(refused).not.toHaveProperty("patch");
    expect(refused).not.toHaveProperty("comparison");
  });

  test("takes values that only together are fine", async () => {
    const project = tempProject("shop");
    expect((await proposal(project, "web.replicas", "1")).verdict).toBe("refused");
    expect((await proposal(project, "web.replicas", "1", "stage", "dev")).verdict).toBe("accepted");
  });

  test("changes one item of a list, and lays a map over what is there", async () => {
    const project = tempProject("shop");
    project.edit(
      "model.ts",
      "host: Type.String(",
      "hosts: Type.Array(Type.String(), { default: ['a', 'b'], maxItems: 9 }),\n    host: Type.String(",
    );
    project.write(overlay, "web:\n  level: debug\n");
    await propose(project, "hosts[1]", "c", "web", '{"port":81,"annotations":{"x":"y"}}', "--write");
    expect(project.read(overlay)).toBe(
      'web:\n  level: debug\n  port: 81\n  annotations:\n    x: "y"\nhosts:\n  - a\n  - c\n',
    );
    const gap = await propose(project, "hosts[5]", "c");
    expect(gap).toMatchObject({ code: 2, stderr: expect.stringContaining("the next one is hosts[2]") });
  });

  test.each([
    ["nothing", [], /name a PATH and a VALUE/],
    ["a path without a value", ["queue"], /name a PATH and a VALUE/],
    ["an unknown path", ["web.replcas", "1"], /no key of web "replcas"; did you mean "replicas"/],
    ["a prototype", ["web.__proto__.x", "1"], /no value can have the key __proto__/],
    ["a prototype in a value", ["web.annotations", '{"__proto__":{"x":1}}'], /__proto__/],
    ["an empty path", ["", "1"], /the path is empty/],
    ["what is no path", ["web[", "1"], /unexpected "\["/],
    ["a large overlay", ["queue", "q".repeat(300_000)], /at most 256 KiB/],
  ])("refuses %s as wrong use", async (_what, args, message) => {
    const project = tempProject("shop");
    const before = project.files();
    const { code, stdout, stderr } = await propose(project, ...args, "--write");
    expect({ code: code === 0, stdout }).toEqual({ code: false, stdout: "" });
    expect(stderr).toMatch(message);
    expect(project.files()).toEqual(before);
  });

  test("refuses an environment that is not there, a project without overlays, and a program", async () => {
    const project = tempProject("shop");
    const other = await runMain(project, ["propose", "--env", "prodution", "queue", "a"]);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "production"') });
    project.edit("chartmodel.config.ts", "{environment}.yaml", "{environment}.jsonnet");
    expect(await propose(project, "queue", "a")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("overlays/production.jsonnet is a program"),
    });
    project.edit("chartmodel.config.ts", 'overlay: "overlays/{environment}.jsonnet",', "");
    expect(await propose(project, "queue", "a")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("the project has no overlays"),
    });
  });

  test("tells what the objects would be, and refuses what no template renders", async () => {
    vi.stubEnv("HELM", findHelm());
    const project = tempProject("shop");
    for (const chart of ["web", "worker"])
      project.write(`charts/${chart}/Chart.yaml`, `apiVersion: v2\nname: shop-${chart}\nversion: 1.0.0\n`);
    project.write(
      "charts/web/templates/configmap.yaml",
      '{{- if gt (int .Values.replicas) 20 }}{{ fail "too many" }}{{ end }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { replicas: "{{ .Values.replicas }}" }\n',
    );
    const { comparison, notes } = await proposal(project, "web.replicas", "5");
    expect(notes).toEqual([]);
    expect(comparison.parts[1].manifests).toMatchObject([
      { title: expect.stringContaining("ConfigMap web"), changes: [{ before: "3", after: "5" }] },
    ]);
    expect(await proposal(project, "web.replicas", "21")).toMatchObject({
      verdict: "refused",
      issues: [{ code: "rendering", message: expect.stringContaining("too many") }],
    });
  });

  test("tells what only an output has against it", async () => {
    const project = tempProject("shop");
    project.edit(
      "chartmodel.config.ts",
      'file("docs/hosts.txt", ({ environments }) =>',
      'file("docs/hosts.txt", ({ environments }) =>\n      environments.some(({ environment }) => environment.queue === "a") ? 7 as never :',
    );
    const { code, stderr } = await propose(project, "queue", "a");
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("docs/hosts.txt") });
  });

  test("mends an environment that has issues, and says what it cannot compare", async () => {
    const project = tempProject("shop");
    project.write(overlay, "web:\n  replicas: 1\n");
    const { verdict, comparison } = await proposal(project, "web.replicas", "4");
    expect(verdict).toBe("accepted");
    expect(comparison.notes).toEqual([expect.stringContaining("production has issues as it is")]);
  });

  test("--write changes the overlay, and nothing that is refused", async () => {
    const project = tempProject("shop");
    const refused = await propose(project, "web.replicas", "1", "--write");
    expect({ code: refused.code, there: existsSync(project.path("overlays")) }).toEqual({
      code: 1,
      there: false,
    });
    const { code, stderr } = await propose(project, "web.replicas", "5", "--write");
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`added   ${overlay}`),
    });
    expect(project.read(overlay)).toBe("web:\n  replicas: 5\n");
    expect(existsSync(project.path(".chartmodel"))).toBe(false);
  });

  test("--write keeps a byte order mark, and the patch has it", async () => {
    const project = tempProject("shop");
    project.write(overlay, "\uFEFFweb:\n  level: debug\n");
    const { code, stdout } = await propose(project, "web.replicas", "5");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("\n \uFEFFweb:\n") });
    expect(await propose(project, "web.replicas", "5", "--write")).toMatchObject({ code: 0 });
    expect(project.read(overlay)).toBe("\uFEFFweb:\n  level: debug\n  replicas: 5\n");
  });

  test("--write does not leave the project's folder", async () => {
    const project = tempProject("shop");
    const outside = tempFolder();
    symlinkSync(outside, project.path("overlays"));
    const { code, stderr } = await propose(project, "web.replicas", "5", "--write");
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("outside of the project's folder"),
    });
  });
});

describe("a secret", () => {
  const canary = "hunter2-hunter2";

  test.each([
    ["token", canary],
    ["token", "42"],
    ["login", JSON.stringify({ password: canary })],
    ["login", canary],
    ["login.password", canary],
    ["people[0].key", canary],
    ["people[0]", JSON.stringify({ name: "a" })],
  ])("is never proposed: %s", async (path, value) => {
    const project = shopWithSecrets();
    for (const more of [[], ["--json"], ["--write"]]) {
      const { code, stdout, stderr } = await propose(project, path, value, ...more);
      expect({ code, stdout, stderr }).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringMatching(/secret/),
      });
      expect(stderr).not.toContain(value);
    }
  });

  test.each([
    ["around", "# token: hunter2-hunter2\ntoken: hunter2-hunter2\nqueue: a\n"],
    ["on the same line", "{ token: hunter2-hunter2, queue: a }\n"],
    ["short", "{ token: pw7, queue: a }\n"],
    ["in a comment on the line", "queue: a # hunter2-hunter2\ntoken: hunter2-hunter2\n"],
    ["in the reason", "token: hunter2-hunter2\nqueue: a\n"],
    ["of a block", "token: |-\n  hunter2-hunter2\nqueue: a\n"],
    ["as an alias", "web:\n  annotations:\n    x: &t hunter2-hunter2\ntoken: *t\nqueue: a\n"],
  ])("is in nothing that is told where it is %s", async (_where, text) => {
    const project = shopWithSecrets();
    project.write(overlay, text);
    for (const more of [[], ["--json"], ["--write"]]) {
      const { code, stdout, stderr } = await propose(
        project,
        "queue",
        "b",
        "--reason",
        text.includes(canary) ? `not ${canary}` : "why",
        ...more,
      );
      expect(code, stderr).toBe(0);
      expect(stdout + stderr).not.toMatch(/hunter2|pw7/);
    }
    expect(project.read(overlay)).toMatch(/queue: "?b/);
    expect(project.read(overlay)).toMatch(/hunter2|pw7/);
  });
});

function shopWithSecrets(): TempProject {
  const project = tempProject("shop");
  const secret = "Type.String({ secret: true, maxLength: 40, default: '' })";
  project.edit(
    "model.ts",
    "host: Type.String(",
    `login: Type.Object({ password: ${secret} }),\n    people: Type.Array(Type.Object({ name: Type.String(), key: ${secret} }), { default: [] }),\n    host: Type.String(`,
  );
  return project;
}

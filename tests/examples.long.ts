import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, type TestContext, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { findHelm } from "../tools/helm.mjs";
import { blocks, commands, isOffline, run, workspace } from "./packages/pack.ts";
import { starlarkPython } from "./tilt/starlark.ts";

const readme = readFileSync(join(workspace, "examples/README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "chartmodel-examples-"));
/** The project that the README starts with. */
const project = join(folder, "web");
let offline = false;

beforeAll(() => {
  const packed = inject("packed");
  mkdirSync(project);
  for (const command of commands(blocks(readme, "sh")[0] ?? "")) {
    const words = command.split(" ").map((word) => packed.find(({ name }) => name === word)?.tarball ?? word);
    const [program = "", ...args] = words;
    const { status, stdout, stderr } = run(program, args, project);
    if (isOffline(stdout + stderr)) offline = true;
    else if (status !== 0) throw new Error(`${command}:\n${stdout}${stderr}`);
  }
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The project with the files of an example, and its commands as they are written in the README. */
function start(context: TestContext, example: string) {
  if (offline) context.skip("the registry of npm cannot be reached");
  cpSync(join(workspace, "examples", example), project, { recursive: true });
  const section = readme.split("\n## ").find((text) => text.includes(`[${example}](`)) ?? "";
  return commands(blocks(section, "sh")[0] ?? "");
}

/** Runs commands; what the last one prints. */
function output(list: readonly string[], environment: Record<string, string> = {}): string {
  let printed = "";
  for (const command of list) {
    const [program = "", ...args] = command.split(" ");
    const { status, stdout, stderr } = run(program, args, project, environment);
    expect({ command, status, stderr: status === 0 ? "" : stderr }).toEqual({
      command,
      status: 0,
      stderr: "",
    });
    printed = stdout;
  }
  return printed;
}

/** What TypeScript has against the project with the files of the last example. */
function typeErrors(): string {
  const compilerOptions = { types: ["node"], typeRoots: [join(workspace, "node_modules/@types")] };
  const settings = { extends: "./tsconfig.json", compilerOptions, include: ["*.ts", "*.mts", "model"] };
  writeFileSync(join(project, "tsconfig.all.json"), JSON.stringify(settings));
  const tsc = join(workspace, "node_modules/typescript7/bin/tsc");
  return run(process.execPath, [tsc, "-p", "tsconfig.all.json"], project).stdout;
}

const objects = (text: string) => parseAllDocuments(text).map((document) => document.toJS());
const deployment = expect.objectContaining({
  kind: "Deployment",
  spec: expect.objectContaining({ replicas: 3 }),
});

test("a bundle renders values without node_modules", (context) => {
  const [install = "", build = "", program = ""] = start(context, "bundler");
  output([install, build]);
  expect(typeErrors()).toBe("");
  const alone = join(folder, "alone");
  cpSync(join(project, "dist"), join(alone, "dist"), { recursive: true });
  const { stdout, stderr } = run("node", program.split(" ").slice(1), alone);
  expect({ values: JSON.parse(stdout), stderr }).toMatchObject({ values: { replicaCount: 3 }, stderr: "" });
});

test("CDK8s has the objects of the chart", (context) => {
  expect(objects(output(start(context, "cdk8s")))).toContainEqual(deployment);
  expect(typeErrors()).toBe("");
});

test("Pulumi is given the values, and refuses a stack that is no environment", (context) => {
  const [install = ""] = start(context, "pulumi");
  output([install]);
  expect(typeErrors()).toBe("");
  // What the engine is asked for, without an engine.
  writeFileSync(
    join(project, "mocked.mjs"),
    `import * as pulumi from "@pulumi/pulumi";
await pulumi.runtime.setMocks({
  newResource: ({ type, inputs }) => (console.log(JSON.stringify({ type, inputs })), { id: "1", state: inputs }),
  call: () => ({}),
}, "web", process.argv[2]);
await import("./index.mts");
`,
  );
  const [line = ""] = output(["node mocked.mjs production"]).split("\n");
  expect(JSON.parse(line)).toMatchObject({
    type: "kubernetes:helm.sh/v4:Chart",
    inputs: { chart: "./charts/web", values: { replicaCount: 3 } },
  });
  const wrong = run("node", ["mocked.mjs", "prodution"], project);
  expect(wrong.stderr).toContain('"production"');
});

test("a Tiltfile deploys the chart with the values of an environment", (context) => {
  start(context, "tilt");
  if (spawnSync("tilt", ["version"]).status === 0) {
    const { status, stderr } = run("tilt", ["alpha", "tiltfile-result"], project);
    return expect({ status, stderr }).toMatchObject({ status: 0 });
  }
  console.log("tilt is not here: the Tiltfile is run without it");
  const script = `import json, starlark
calls = []
names = ["local", "watch_file", "k8s_yaml", "helm", "k8s_resource"]
module = starlark.Module()
for name in names:
    module.add_callable(name, lambda *args, _name=name, **kwargs: calls.append([_name, list(args), kwargs]))
starlark.eval(module, starlark.parse("Tiltfile", open("Tiltfile").read(), dialect=starlark.Dialect.extended()), starlark.Globals.standard())
print(json.dumps(calls))`;
  const { stdout, stderr } = run(starlarkPython(), ["-c", script], project);
  expect(stderr).toBe("");
  const calls = JSON.parse(stdout) as [string, string[], Record<string, string[]>][];
  const [, [chart = ""] = [], { values = [] } = {}] = calls.find(([name]) => name === "helm") ?? [];
  const rendered = run(
    findHelm(),
    ["template", "web", chart, ...values.flatMap((file) => ["--values", file])],
    project,
  );
  expect({ status: rendered.status, stderr: rendered.stderr }).toEqual({ status: 0, stderr: "" });
});

test("helmfile renders an environment", (context) => {
  const list = start(context, "helmfile");
  if (spawnSync("helmfile", ["--version"]).status !== 0)
    context.skip("needs helmfile, which is in no registry as a program");
  expect(objects(output(list))).toContainEqual(deployment);
});

test("Argo CD finds the files, and its plugin renders the objects", (context) => {
  start(context, "argocd");
  const { source } = parse(readFileSync(join(project, "application.yaml"), "utf8")).spec;
  const files = source.helm.valueFiles.flatMap((file: string) => ["--values", join(source.path, file)]);
  const plain = run(findHelm(), ["template", "web", source.path, ...files], project);
  expect(objects(plain.stdout)).toContainEqual(deployment);
  const { command, args } = parse(readFileSync(join(project, "plugin.yaml"), "utf8")).spec.generate;
  const plugin = run(command[0], [...command.slice(1), ...args], project, {
    ARGOCD_ENV_ENVIRONMENT: "production",
    ARGOCD_APP_NAME: "web",
    ARGOCD_APP_NAMESPACE: "default",
  });
  expect({ stdout: objects(plugin.stdout), stderr: plugin.stderr }).toEqual({
    stdout: expect.arrayContaining([deployment]),
    stderr: "",
  });
});

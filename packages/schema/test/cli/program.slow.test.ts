import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { program } from "../support/paths.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

function wrongShop(): TempProject {
  const project = tempProject("shop");
  project.edit("environments.ts", "replicas: 3", "replicas: 300");
  return project;
}

describe("the program as it is installed", () => {
  const args = ["values", "--env", "production", "--chart", "web", "--json"];

  test("prints data on standard output alone, and ends with 0", () => {
    const { code, stdout, stderr } = chartmodel(tempProject("shop"), args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ replicas: 3 });
  });

  test("tells issues on standard error alone, and ends with 1", () => {
    const { code, stdout, stderr } = chartmodel(wrongShop(), args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("web.replicas must be");
  });

  test("asks for WebAssembly where Node has none", () => {
    const { code, stderr } = chartmodel(tempProject("shop"), args, { env: { NODE_OPTIONS: "--jitless" } });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^error: .*without.*--jitless/),
    });
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("ends with 2 where it is used wrongly", () => {
    const { code, stdout, stderr } = chartmodel(tempProject("shop"), ["rendr"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('did you mean "render"?');
  });

  test("writes files, and finds them up to date the next time", () => {
    const project = tempProject("shop");
    expect(chartmodel(project, ["render"])).toMatchObject({ code: 0, stdout: "" });
    expect(chartmodel(project, ["render"])).toMatchObject({
      code: 0,
      stderr: "11 files, none changed\n",
    });
  });
});

describe("where nothing is to be written, nothing of Node's own is loaded that takes long:", () => {
  const slow = /^NativeModule (?:crypto|zlib|stream|child_process|worker_threads)$/;

  test.each(["values --env production --chart web", "render"])("%s", (command) => {
    const project = tempProject("shop");
    chartmodel(project, ["render"]);
    // The stream that is `process.stderr` would be loaded by asking for it.
    const report =
      'process.on("exit", () => require("node:fs").writeSync(2, process.moduleLoadList.join("\\n")));';
    project.write("loaded.cjs", report);
    const env = { NODE_OPTIONS: `--require=${JSON.stringify(project.path("loaded.cjs"))}` };
    const { code, stderr } = chartmodel(project, command.split(" "), { env });
    expect(code).toBe(0);
    const loaded = stderr.split("\n");
    expect(loaded).toContain("NativeModule fs");
    expect(loaded.filter((name) => slow.test(name))).toEqual([]);
  });
});

describe("a configuration that throws shows its own stack, with its own lines, and not ours:", () => {
  test.each([
    {
      what: "while it is loaded",
      file: "model.ts",
      from: "export const charts",
      to: "null.x;\nexport const charts",
      says: /TypeError: Cannot read[\s\S]*model\.ts:24/,
    },
    {
      what: "in its projection",
      file: "chartmodel.config.ts",
      from: "=> ({\n    web,",
      to: '=> ({\n    ...(() => { throw new Error("mine"); })(),\n    web,',
      says: /Error: mine[\s\S]*chartmodel\.config\.ts:29/,
    },
    {
      what: "an error of the file system",
      file: "model.ts",
      from: "export const charts",
      to: 'process.getBuiltinModule("fs").readFileSync("gone.txt");\nexport const charts',
      says: /ENOENT.*gone\.txt[\s\S]*model\.ts:24/,
    },
    {
      what: "a word",
      file: "model.ts",
      from: "export const charts",
      to: 'throw "a word";\nexport const charts',
      says: /a word/,
    },
    {
      what: "a wrong syntax",
      file: "model.ts",
      from: "export const charts",
      to: "export cnst charts",
      says: /model\.ts:24/,
    },
  ])("$what", ({ file, from, to, says }) => {
    const project = tempProject("shop");
    project.edit(file, from, to);
    const { code, stdout, stderr } = chartmodel(project, ["render"]);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).not.toContain("packages/schema/dist");
  });
});

test.each([
  // Files of more than 4 KiB cannot be written, as on a disk without room: the schema is one.
  { where: "half-way", mostBlocks: 4 },
  { where: "at the start", mostBlocks: 0 },
])("a full disk $where leaves every old file as it was, and nothing new", ({ mostBlocks }) => {
  const project = tempProject("shop");
  chartmodel(project, ["render"]);
  project.edit("environments.ts", "replicas: 3", "replicas: 4");
  project.edit("model.ts", '"Readiness."', '"Asked before requests are sent."');
  const before = project.files();
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", `ulimit -f ${mostBlocks}; exec '${process.execPath}' '${program}' render`],
    { cwd: project.folder, encoding: "utf8" },
  );
  expect(stderr).toMatch(/EFBIG/);
  expect(status).toBe(1);
  expect(project.files()).toEqual(before);
});

describe("colours", () => {
  const onTerminal = (project: TempProject, env: Record<string, string>) =>
    spawnSync(
      "python3",
      ["-c", "import pty, sys; pty.spawn(sys.argv[1:])", process.execPath, program, "render"],
      {
        cwd: project.folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], HOME: process.env["HOME"], TERM: "xterm-256color", ...env },
      },
    ).stdout;

  test.each([
    { where: "on a terminal", env: {}, has: true },
    { where: "on a terminal with NO_COLOR", env: { NO_COLOR: "1" }, has: false },
  ])("$where: $has", ({ env, has }) => {
    const output = onTerminal(wrongShop(), env);
    expect(output).toContain("production");
    expect(output.includes("\u001b[")).toBe(has);
  });

  test("are nowhere else", () => {
    expect(chartmodel(wrongShop(), ["render"]).stderr).not.toContain("\u001b[");
  });
});

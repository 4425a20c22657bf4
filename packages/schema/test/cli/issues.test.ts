import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { chartmodel } from "../support/chartmodel.ts";
import { program } from "../support/paths.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** A rendered project, of which every environment is wrong then. */
function wrongShop(): TempProject {
  const project = tempProject("shop");
  chartmodel(project, ["render"]);
  project.edit("environments.ts", 'host: "localhost"', 'host: "", quue: "x"');
  project.edit("environments.ts", "replicas: 3", "replicas: 300");
  project.edit("environments.ts", '"correct-horse-battery"', '"correct-horse".repeat(9)');
  return project;
}

describe.each(["render", "check"])("%s of wrong environments", (verb) => {
  test("tells every issue at once, grouped, with place and code, and touches no file", () => {
    const project = wrongShop();
    const before = project.files();
    const { code, stdout, stderr } = chartmodel(project, [verb]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(project.files()).toEqual(before);
    const [, development = "", production = ""] = stderr.split(/^(?:development|production): .*$/m);
    expect(development).toMatch(/host must be .*at least 1 character.* \[length\]\n.*environments\.ts:6/);
    expect(development).toMatch(/quue is not a key of the model; did you mean "queue"\? \[unknown-key\]/);
    expect(production).toMatch(
      /web\.replicas must be integer, 1 to 50 pods, but is 300 \[range\]\n.*environments\.ts:16/,
    );
    expect(production).toMatch(/token must be .*\(hidden\) \[length\]/);
    expect(stderr).not.toContain("correct-horse");
    expect(stderr).toMatch(/^development: 2 issues$/m);
  });
});

test("a rule's issue has its code, path and remedy", () => {
  const project = tempProject("shop");
  project.edit("environments.ts", "replicas: 3", "replicas: 1");
  const { code, stderr } = chartmodel(project, ["render"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /web\.replicas must be at least 2, but is 1: raise it \[live-replicas\]\n.*environments\.ts:16/,
  );
});

test("an issue of a chart's values names the chart", () => {
  const project = tempProject("shop");
  project.edit("chartmodel.config.ts", "queue, webUrl", 'queue: "", webUrl');
  const { code, stderr } = chartmodel(project, ["values", "--env", "production", "--chart", "web"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/production: 1 issue\n.*shop-worker: queue must be .*\[length\]/);
});

test("an issue that an output finds is told too", () => {
  const project = tempProject("shop");
  project.edit("chartmodel.config.ts", "defineProject,", "defineProject, ValuesError,");
  const issue =
    '{ environment: "production", path: "x", code: "odd", expected: "", received: "", message: "x is odd" }';
  project.edit(
    "chartmodel.config.ts",
    "valuesFiles(),",
    `file("x", () => { throw new ValuesError([${issue}]); }), valuesFiles(),`,
  );
  const { code, stderr } = chartmodel(project, ["render"]);
  expect(code).toBe(1);
  expect(stderr).toContain("x is odd [odd]");
});

test.each([
  {
    file: "overlays/production.yaml",
    text: "web:\n  replicas: [1\n",
    says: /overlays\/production\.yaml:3:1: /,
  },
  { file: "overlays/production.yaml", text: "- a\n", says: /overlays\/production\.yaml:1:1: .*list/ },
])("a broken overlay is told with file, line and column", ({ file, text, says }) => {
  const project = tempProject("shop");
  project.write(file, text);
  const before = project.files();
  const { code, stdout, stderr } = chartmodel(project, ["render"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(says);
  expect(project.files()).toEqual(before);
});

test("a wrong value of an overlay is told with its line", () => {
  const project = tempProject("shop");
  project.write("overlays/production.yaml", "web:\n  replicas: x\n");
  expect(chartmodel(project, ["render"]).stderr).toMatch(
    /web\.replicas must be .*"x".*\n.*overlays\/production\.yaml:2/,
  );
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
    {
      what: "an import of nothing",
      file: "model.ts",
      from: "export const charts",
      to: 'import "./gone.ts";\nexport const charts',
      says: /gone\.ts/,
    },
  ])("$what", ({ file, from, to, says }) => {
    const project = tempProject("shop");
    project.edit(file, from, to);
    const { code, stdout, stderr } = chartmodel(project, ["render"]);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).not.toContain("packages/schema/dist");
  });

  test("a model that Helm would read differently is told without any stack", () => {
    const project = tempProject("shop");
    project.edit("model.ts", "minLength: 1 }),\n  webUrl", 'format: "uri" }),\n  webUrl');
    const { code, stderr } = chartmodel(project, ["render"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/"shop-worker" cannot be a values\.schema\.json:\n {2}queue: .*format/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test("a full disk half-way leaves every old file as it was, and nothing new", () => {
  const project = tempProject("shop");
  chartmodel(project, ["render"]);
  project.edit("environments.ts", "replicas: 3", "replicas: 4");
  project.edit("model.ts", '"Readiness."', '"Asked before requests are sent."');
  const before = project.files();
  // Files of more than 4 KiB cannot be written, as on a disk without room: the schema is one.
  const { status, stderr } = spawnSync(
    "bash",
    ["-c", `ulimit -f 4; exec '${process.execPath}' '${program}' render`],
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
    expect(output).toContain("development");
    expect(output.includes("\u001b[")).toBe(has);
  });

  test("are nowhere else", () => {
    expect(chartmodel(wrongShop(), ["render"]).stderr).not.toContain("\u001b[");
  });
});

import { describe, expect, test } from "vitest";
import { runMain } from "../support/chartmodel.ts";
import { type TempProject, tempProject } from "../support/temp-project.ts";

/** A rendered project, of which every environment is wrong then. */
async function wrongShop(): Promise<TempProject> {
  const project = tempProject("shop");
  await runMain(project, ["render"]);
  project.edit("environments.ts", 'host: "localhost"', 'host: "", quue: "x"');
  project.edit("environments.ts", "replicas: 3", "replicas: 300");
  project.edit("environments.ts", '"correct-horse-battery"', '"correct-horse".repeat(9)');
  return project;
}

describe.each(["render", "check"])("%s of wrong environments", (verb) => {
  test("tells every issue at once, grouped, with place and code, and touches no file", async () => {
    const project = await wrongShop();
    const before = project.files();
    const { code, stdout, stderr } = await runMain(project, [verb]);
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

test("a rule's issue has its code, path and remedy", async () => {
  const project = tempProject("shop");
  project.edit("environments.ts", "replicas: 3", "replicas: 1");
  const { code, stderr } = await runMain(project, ["render"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /web\.replicas must be at least 2, but is 1: raise it \[live-replicas\]\n.*environments\.ts:16/,
  );
});

test("an issue of a chart's values names the chart", async () => {
  const project = tempProject("shop");
  project.edit("chartmodel.config.ts", "queue, webUrl", 'queue: "", webUrl');
  const { code, stderr } = await runMain(project, ["values", "--env", "production", "--chart", "web"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/production: 1 issue\n.*shop-worker: queue must be .*\[length\]/);
});

test("an issue that an output finds is told too", async () => {
  const project = tempProject("shop");
  project.edit("chartmodel.config.ts", "defineProject,", "defineProject, ValuesError,");
  const issue =
    '{ environment: "production", path: "x", code: "odd", expected: "", received: "", message: "x is odd" }';
  project.edit(
    "chartmodel.config.ts",
    "valuesFiles(),",
    `file("x", () => { throw new ValuesError([${issue}]); }), valuesFiles(),`,
  );
  const { code, stderr } = await runMain(project, ["render"]);
  expect(code).toBe(1);
  expect(stderr).toContain("x is odd [odd]");
});

test.each([
  {
    file: "overlays/production.yaml",
    text: "web:\n  replicas: [1\n",
    says: /overlays\/production\.yaml:2:13: this bracket is not closed/,
  },
  { file: "overlays/production.yaml", text: "- a\n", says: /overlays\/production\.yaml:1:1: .*list/ },
])("a broken overlay is told with file, line and column", async ({ file, text, says }) => {
  const project = tempProject("shop");
  project.write(file, text);
  const before = project.files();
  const { code, stdout, stderr } = await runMain(project, ["render"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(says);
  expect(project.files()).toEqual(before);
});

test("a wrong value of an overlay is told with its line", async () => {
  const project = tempProject("shop");
  project.write("overlays/production.yaml", "web:\n  replicas: x\n");
  expect((await runMain(project, ["render"])).stderr).toMatch(
    /web\.replicas must be .*"x".*\n.*overlays\/production\.yaml:2/,
  );
});

test("a model that Helm would read differently is told without any stack", async () => {
  const project = tempProject("shop");
  project.edit("model.ts", "minLength: 1 }),\n  webUrl", 'format: "uri" }),\n  webUrl');
  const { code, stderr } = await runMain(project, ["render"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/"shop-worker" cannot be a values\.schema\.json:\n {2}queue: .*format/);
  expect(stderr).not.toMatch(/^\s+at /m);
});

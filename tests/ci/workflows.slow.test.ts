import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { committedShop, git } from "../../packages/schema/test/support/committed-shop.ts";
import { fixtures, program } from "../../packages/schema/test/support/paths.ts";
import { tempFolder } from "../../packages/schema/test/support/temp-folder.ts";
import { projectIn, type TempProject } from "../../packages/schema/test/support/temp-project.ts";
import { findHelm } from "../../tools/helm.mjs";
import { createPythonEnv } from "../../tools/lib/python-env.mjs";
import { root } from "../../tools/lib/workspace.mjs";

const workflows = readdirSync(join(root, ".github/workflows")).map((file) => join(".github/workflows", file));
const requirements = join(import.meta.dirname, "requirements.txt");

/** A program of the requirements, installed at first use in the git-ignored state folder; undefined where it cannot be. */
function pythonProgram(name: string): string | undefined {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const environment = join(root, ".dev", `ci-checks-${digest}`);
  try {
    if (!existsSync(join(environment, "bin", name))) createPythonEnv(environment, requirements);
    return join(environment, "bin", name);
  } catch (error) {
    console.error(`${name} cannot be installed: ${(error as Error).message}`);
    return undefined;
  }
}

const run = (command: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
};

test.each([...workflows, "action.yml"])(
  "%s uses actions by digest, and says which version that is",
  (file) => {
    const uses = readFileSync(join(root, file), "utf8").match(/uses: .*/g) ?? [];
    for (const line of uses) expect(line).toMatch(/^uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  },
);

test("every npm script that a workflow runs is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const file of workflows)
    for (const [, name] of readFileSync(join(root, file), "utf8").matchAll(/run: npm (?:run )?([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(name);
});

test("actionlint has nothing against a workflow", (context) => {
  if (spawnSync("go", ["version"]).status !== 0) context.skip("needs Go");
  const { status, output } = run("go", [
    "run",
    "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
    ...workflows,
  ]);
  if (/dial tcp|no such host|connection refused/.test(output))
    context.skip("the proxy of Go cannot be reached");
  expect({ status, output: output.replaceAll(/^go: downloading.*\n/gm, "") }).toEqual({
    status: 0,
    output: "",
  });
});

describe("programs of Python", () => {
  test("zizmor has nothing against a workflow, the action or the hooks", (context) => {
    const zizmor = pythonProgram("zizmor");
    if (zizmor === undefined) return context.skip("zizmor cannot be installed");
    const { status, output } = run(zizmor, ["--offline", "--no-progress", "--persona", "pedantic", "."]);
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining("No findings") });
  });

  test("pre-commit reads the hooks", (context) => {
    const preCommit = pythonProgram("pre-commit");
    if (preCommit === undefined) return context.skip("pre-commit cannot be installed");
    expect(run(preCommit, ["validate-manifest", ".pre-commit-hooks.yaml"])).toEqual({
      status: 0,
      output: "",
    });
  });

  /** Runs a hook of this repository on what is staged in a repository that has the packages installed. */
  function preCommitRun(preCommit: string, repository: TempProject, hook: { id: string; args?: string[] }) {
    const hooks = projectIn(tempFolder());
    hooks.write(".pre-commit-hooks.yaml", readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
    git(hooks, "init", "--quiet");
    git(hooks, "add", ".");
    git(hooks, "commit", "--quiet", "--message", "hooks");

    const used = { repo: hooks.folder, rev: "HEAD", hooks: [hook] };
    repository.write(".pre-commit-config.yaml", stringify({ repos: [used] }));
    git(repository, "add", ".pre-commit-config.yaml");
    git(repository, "commit", "--quiet", "--message", "hook", ".pre-commit-config.yaml");
    const { status, stdout } = spawnSync(preCommit, ["run"], {
      cwd: repository.folder,
      encoding: "utf8",
      env: { ...process.env, HELM: findHelm(), PRE_COMMIT_HOME: tempFolder() },
    });
    return { status, stdout };
  }

  test("a repository with the hook takes no commit of a chart that has a fault", (context) => {
    const preCommit = pythonProgram("pre-commit");
    if (preCommit === undefined) return context.skip("pre-commit cannot be installed");
    const charts = projectIn(tempFolder());
    cpSync(join(fixtures, "web-chart/charts"), charts.path("charts"), { recursive: true });
    for (const name of ["schema", "lint"]) {
      const link = charts.path(`node_modules/@chartmodel/${name}`);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, "packages", name), link);
    }
    charts.write(".gitignore", "node_modules\n");
    git(charts, "init", "--quiet");
    git(charts, "add", ".");
    expect(preCommitRun(preCommit, charts, { id: "chartmodel-lint", args: ["charts/web"] })).toEqual({
      status: 1,
      stdout: expect.stringMatching(/charts\/web\/values\.yaml:\d+/),
    });
  });

  test("a repository with the hook takes no commit that removes a generated file", async (context) => {
    const preCommit = pythonProgram("pre-commit");
    if (preCommit === undefined) return context.skip("pre-commit cannot be installed");
    const shop = await committedShop();
    mkdirSync(shop.path("node_modules/.bin"));
    symlinkSync(program, shop.path("node_modules/.bin/chartmodel"));
    git(shop, "rm", "--quiet", "charts/web/values.schema.json");
    expect(preCommitRun(preCommit, shop, { id: "chartmodel-check" })).toEqual({
      status: 1,
      stdout: expect.stringContaining("charts/web/values.schema.json is missing"),
    });
  });
});

test("the hook for charts looks at what a chart consists of", () => {
  const hooks = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
  const files = new RegExp(hooks[0].files);
  for (const file of [
    "charts/web/values.yaml",
    "Chart.yaml",
    "web/templates/_helpers.tpl",
    "a/values-ci.yml",
  ])
    expect(file).toMatch(files);
  for (const file of ["README.md", "src/values.ts", "charts/web/Chart.lock"]) expect(file).not.toMatch(files);
});

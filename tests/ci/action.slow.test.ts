import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixtures, program } from "../../packages/schema/test/support/paths.ts";
import { tempFolder } from "../../packages/schema/test/support/temp-folder.ts";
import { tempProject } from "../../packages/schema/test/support/temp-project.ts";
import { findHelm } from "../../tools/helm.mjs";
import { root } from "../../tools/lib/workspace.mjs";

const action = join(root, ".github/action");

/** Runs a step of the action in a repository that has the program installed. */
function step(script: string, repository: string, environment: Record<string, string> = {}) {
  const bin = join(repository, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, "chartmodel"))) symlinkSync(program, join(bin, "chartmodel"));
  const { status, stdout, stderr } = spawnSync("bash", [join(action, script)], {
    cwd: repository,
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: undefined, HELM: findHelm(), ...environment },
  });
  return { status, lines: stdout.split("\n"), stdout, stderr };
}

interface Pattern {
  regexp: string;
  file?: number;
  line?: number;
  message?: number;
  code?: number;
}

/** The annotations that GitHub makes of a text: each pattern of a matcher has to match a line that follows the last. */
function annotations(text: string) {
  const { problemMatcher } = JSON.parse(readFileSync(join(action, "problem-matcher.json"), "utf8"));
  const lines = text.split("\n");
  return problemMatcher.flatMap(({ pattern }: { pattern: Pattern[] }) =>
    lines.flatMap((_, start) => {
      const found = pattern.map((one, offset) => new RegExp(one.regexp).exec(lines[start + offset] ?? ""));
      if (found.includes(null)) return [];
      const pick = (key: "file" | "line" | "message" | "code") =>
        pattern.flatMap((one, index) => found[index]?.[one[key] ?? -1] ?? [])[0];
      return [{ file: pick("file"), line: pick("line"), code: pick("code"), message: pick("message") }];
    }),
  );
}

test("lint annotates the lines of every chart that is named, and fails", () => {
  const repository = tempFolder();
  cpSync(join(fixtures, "web-chart/charts"), join(repository, "charts"), { recursive: true });
  const { status, lines } = step("lint.sh", repository, {
    CHARTS: "charts/*\n",
    ARGUMENTS: "--kube-version\n1.34.0",
  });
  expect(status).toBe(1);
  expect(lines[0]).toMatch(/^::error file=charts\/web\/[\w./-]+,line=\d+,title=[\w-]+::/);
});

test("lint annotates what cannot be read, too", () => {
  const { status, stdout } = step("lint.sh", tempFolder(), { CHARTS: "charts/none", ARGUMENTS: "" });
  expect({ status, stdout }).toEqual({
    status: 2,
    stdout: "::error title=chartmodel::there is no charts/none\n",
  });
});

test("lint succeeds where there is nothing to find", () => {
  const { status, stdout } = step("lint.sh", root, { CHARTS: "charts/todo-backend", ARGUMENTS: "" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("check annotates a file that was edited by hand", () => {
  const project = tempProject("shop");
  spawnSync(process.execPath, [program, "render"], { cwd: project.folder });
  project.edit("charts/web/values.yaml", "replicas: ", "replicas:  ");
  const { status, stderr } = step("check.sh", project.folder);
  expect(status).toBe(1);
  expect(annotations(stderr)).toContainEqual(
    expect.objectContaining({ file: "charts/web/values.yaml", line: expect.stringMatching(/^\d+$/) }),
  );
});

test("check annotates the line that set a wrong value", () => {
  const project = tempProject("shop");
  project.edit("environments.ts", "replicas: 3", "replicas: 1");
  const { status, stderr } = step("check.sh", project.folder);
  expect(status).toBe(1);
  expect(annotations(stderr)).toEqual([
    {
      file: "environments.ts",
      line: "16",
      code: "live-replicas",
      message: expect.stringContaining("web.replicas must be at least 2"),
    },
  ]);
});

test("check says what to do where the package is not installed", () => {
  const { status, stdout } = spawnSync("bash", [join(action, "check.sh")], {
    cwd: tempFolder(),
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringContaining("npm ci") });
});

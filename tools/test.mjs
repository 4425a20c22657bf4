/**
 * All tests, or the suites that are named: node tools/test.mjs [SUITE ...]
 *
 * Ends with the line `N passed, N failed, N skipped`. A test whose tool this machine lacks (a browser, Docker, Tilt,
 * PostgreSQL) is skipped, and the run says which and why.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interruption } from "./lib/interruption.mjs";
import { offerHelm } from "./lib/offer-helm.mjs";
import { readPlan } from "./lib/plan.mjs";
import { prepare } from "./lib/prepare.mjs";
import { createProgress } from "./lib/progress.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { setUp } from "./lib/set-up.mjs";
import { isUpToDate, runStep } from "./lib/steps.mjs";
import { suites } from "./lib/suites.mjs";
import { readJUnit } from "./lib/test-report.mjs";
import { root } from "./lib/workspace.mjs";

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no suite ${unknown.join(", ")}; there are ${suites.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}

const reports = mkdtempSync(join(tmpdir(), "todo-stack-tests-"));
try {
  await makeReady();
  const results = [];
  for (const suite of suites.filter(({ name }) => chosen.length === 0 || chosen.includes(name)))
    results.push(await run(suite));
  summarize(results);
} catch (error) {
  if (error.output) console.error(error.output);
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

/** What tests of the whole stand on: the workspace, the application's own packages and build, Helm. */
async function makeReady() {
  const progress = createProgress();
  const signal = interruption();
  await setUp(progress);
  const plan = readPlan(root);
  await prepare(root, plan, "run", { progress, signal });
  const testPackages = {
    name: "python-test-packages",
    title: "Python packages for tests",
    command: ["node", "tools/python-env.mjs", `${plan.stateDir}/venv-test`, "backend/requirements-dev.txt"],
    cwd: ".",
    inputs: ["backend/requirements-dev.txt"],
    output: `${plan.stateDir}/venv-test/bin/python`,
  };
  const stateDir = join(root, plan.stateDir);
  if (!isUpToDate(root, stateDir, testPackages))
    await progress.during(testPackages.title, runStep(root, stateDir, testPackages, signal));
  offerHelm();
}

async function run(suite) {
  console.log(`\n— ${suite.title}`);
  const report = join(reports, `${suite.name}.xml`);
  const code = await runCommand(suite.command(report), { cwd: join(root, suite.cwd ?? ".") });
  const counts =
    suite.counts === "exit"
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] }
      : readJUnit(report, code);
  return { suite, ...counts };
}

function summarize(results) {
  const skipped = results.flatMap(({ suite, skipped }) => skipped.map((test) => `${suite.name}: ${test}`));
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((test) => `  ${test}`).join("\n")}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${skipped.length} skipped`);
  if (sum("failed") > 0) process.exitCode = 1;
}

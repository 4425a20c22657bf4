/**
 * All tests, or the suites that are named: node tools/test.mjs [--quick] [SUITE ...]
 *
 *   --quick  without what takes long: browsers, programs that are started, PostgreSQL
 *
 * Three suites go on at a time, and the output of each is printed whole when it ends; that of a single one as it comes.
 * Ends with the line `N passed, N failed, N skipped`. A test whose tool this machine lacks (a browser, Docker, Tilt,
 * PostgreSQL) is skipped, and the run says which and why.
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interruption } from "./lib/interruption.mjs";
import { createLanes } from "./lib/lanes.mjs";
import { offerHelm } from "./lib/offer-helm.mjs";
import { readPlan } from "./lib/plan.mjs";
import { preparations } from "./lib/preparations.mjs";
import { createProgress } from "./lib/progress.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { setUp } from "./lib/set-up.mjs";
import { StepError } from "./lib/steps.mjs";
import { suites } from "./lib/suites.mjs";
import { readJUnit } from "./lib/test-report.mjs";
import { root } from "./lib/workspace.mjs";

const quick = process.argv.includes("--quick");
const names = process.argv.slice(2).filter((argument) => argument !== "--quick");
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no suite ${unknown.join(", ")}; there are ${suites.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}
const chosen = suites.filter(
  ({ name, isQuick }) => (names.length === 0 || names.includes(name)) && (isQuick || !quick),
);

// Helm and TypeScript are programs of Go and end soon: a quarter of their time would go into collecting garbage.
process.env.GOGC ??= "400";
process.env.GOMEMLIMIT ??= "2GiB";

/** A third of what tests do is waiting: three of them keep two processors busy. */
const lanes = createLanes(3);

// One stream, so that what is said stays in its order.
const progress = createProgress(process.stdout);
const reports = mkdtempSync(join(tmpdir(), "todo-stack-tests-"));
try {
  const prepared = preparations(readPlan(root), progress, interruption());
  await setUp(progress);
  offerHelm();
  const ends = await Promise.allSettled(
    chosen.map(async (suite, rank) => {
      try {
        await Promise.all(suite.needs.map(prepared));
      } catch (error) {
        return notRun(suite, error);
      }
      return lanes(rank, () => run(suite));
    }),
  );
  const broken = ends.find(({ status }) => status === "rejected");
  if (broken) throw broken.reason;
  summarize(ends.map(({ value }) => value));
} catch (error) {
  if (error.output) console.error(error.output);
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

/** The others go on without one that could not be prepared. */
function notRun(suite, error) {
  if (!(error instanceof StepError)) throw error;
  tell(suite, `Not run: ${error.message}\n${error.output}`);
  return { suite, passed: 0, failed: 1, skipped: [] };
}

async function run(suite) {
  const report = join(reports, `${suite.name}.xml`);
  const code = await start(suite, suite.command(report, { quick }));
  const counts =
    suite.counts === "exit"
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] }
      : readJUnit(report, code);
  return { suite, ...counts };
}

async function start(suite, command) {
  const cwd = join(root, suite.cwd ?? ".");
  if (chosen.length === 1) return runCommand(command, { cwd });
  const log = join(reports, `${suite.name}.log`);
  const output = openSync(log, "w");
  const stdio = ["ignore", output, output];
  try {
    return await progress.during(suite.title, runCommand(command, { cwd, stdio }));
  } finally {
    closeSync(output);
    tell(suite, readFileSync(log, "utf8"));
  }
}

function tell({ title }, text) {
  progress.line(`\n— ${title}\n${text.trim()}\n`);
}

function summarize(results) {
  const skipped = results.flatMap(({ suite, skipped }) => skipped.map((test) => `${suite.name}: ${test}`));
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((test) => `  ${test}`).join("\n")}`);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed, ${skipped.length} skipped`);
  if (sum("failed") > 0) process.exitCode = 1;
}

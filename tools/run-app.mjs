/**
 * Brings the application up on this machine, from dev/plan.json, with nothing but Node and Python.
 *
 *   --check    start it, use it once end to end on databases of its own, stop; exit 0 if all of that worked
 *   --no-tilt  do not use Tilt, even if it is on PATH
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkEndToEnd } from "./lib/end-to-end.mjs";
import { Interrupted, interruption } from "./lib/interruption.mjs";
import { isOnPath } from "./lib/on-path.mjs";
import { frontService, readPlan, stateDirectory } from "./lib/plan.mjs";
import { prepare } from "./lib/prepare.mjs";
import { createProgress } from "./lib/progress.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { forgetRunningApp, recordRunningApp } from "./lib/running-app.mjs";
import { startServices } from "./lib/services.mjs";
import { startOptions } from "./lib/start-options.mjs";
import { root } from "./lib/workspace.mjs";

const progress = createProgress();
process.exitCode = await main().catch(report);

async function main() {
  const options = startOptions();
  const plan = readPlan(root);
  if (!options.check && !options["no-tilt"] && isOnPath("tilt")) {
    progress.line("Tilt is on PATH, so it runs the application (npm start -- --no-tilt does without it).");
    return runCommand(["tilt", "up"], { cwd: root });
  }
  const context = { progress, signal: interruption() };
  await prepare(root, plan, "run", context);
  return options.check ? check(plan, context) : run(plan, context);
}

async function run(plan, context) {
  const stateDir = stateDirectory(root, plan);
  const app = await startServices(root, plan, context);
  recordRunningApp(stateDir, app.urls);
  console.log(`The application is at ${app.urls[frontService(plan).name]} (Ctrl-C stops it)`);
  try {
    await app.ended;
  } catch (reason) {
    if (!(reason instanceof Interrupted)) throw reason;
    return 0;
  } finally {
    await app.stop();
    forgetRunningApp(stateDir);
  }
}

async function check(plan, context) {
  const stateDir = stateDirectory(root, plan);
  mkdirSync(stateDir, { recursive: true });
  const dataDir = mkdtempSync(join(stateDir, "check-"));
  try {
    const app = await startServices(root, plan, { ...context, dataDir });
    try {
      await Promise.race([checkEndToEnd(app.urls[frontService(plan).name]), app.ended]);
    } finally {
      await app.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  console.log(
    "The application works end to end: signed up, added a todo, read it back, deleted the account.",
  );
  return 0;
}

function report(error) {
  if (error.output) progress.line(error.output.replace(/^/gm, "  | "));
  progress.line(error.message);
  return error instanceof Interrupted ? 130 : 1;
}

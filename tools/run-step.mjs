/** Runs one step of dev/plan.json unless it is up to date: node tools/run-step.mjs STEP */

import { interruption } from "./lib/interruption.mjs";
import { findStep, readPlan, stateDirectory } from "./lib/plan.mjs";
import { isUpToDate, runStep } from "./lib/steps.mjs";
import { root } from "./lib/workspace.mjs";

try {
  const plan = readPlan(root);
  const step = findStep(plan, process.argv[2]);
  const stateDir = stateDirectory(root, plan);
  if (isUpToDate(root, stateDir, step)) console.log(`${step.title}: up to date`);
  else await runStep(root, stateDir, step, interruption());
} catch (error) {
  if (error.output) console.error(error.output);
  console.error(error.message);
  process.exitCode = 1;
}

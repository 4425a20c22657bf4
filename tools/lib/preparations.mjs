import { join } from "node:path";
import { prepare } from "./prepare.mjs";
import { isUpToDate, runStep } from "./steps.mjs";
import { root } from "./workspace.mjs";

/**
 * What suites stand on beside the workspace, by name: each is made once, when it is first asked for.
 *
 * - `packages`: what the application needs to run from its sources
 * - `application`: its builds too
 * - `python-test-packages`
 *
 * @returns `get(name)`, a promise.
 */
export function preparations(plan, progress, signal) {
  const make = {
    packages: () => prepare(root, plan, "dev", { progress, signal }),
    application: () => get("packages").then(() => prepare(root, plan, "run", { progress, signal })),
    "python-test-packages": () => runUnlessUpToDate(testPackages(plan)),
  };
  const made = new Map();
  const get = (name) => {
    if (!made.has(name)) made.set(name, make[name]());
    return made.get(name);
  };
  const stateDir = join(root, plan.stateDir);
  const runUnlessUpToDate = async (step) => {
    if (!isUpToDate(root, stateDir, step))
      await progress.during(step.title, runStep(root, stateDir, step, signal));
  };
  return get;
}

const testPackages = ({ stateDir }) => ({
  name: "python-test-packages",
  title: "Python packages for tests",
  command: ["node", "tools/python-env.mjs", `${stateDir}/venv-test`, "backend/requirements-dev.txt"],
  cwd: ".",
  inputs: ["backend/requirements-dev.txt"],
  output: `${stateDir}/venv-test/bin/python`,
});

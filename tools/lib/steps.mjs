import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describeExit, startGroup } from "./process-group.mjs";

/** Made by the steps themselves, so no input of any. */
const madeFolders = new Set(["node_modules", ".next", "__pycache__"]);

/** A step that failed, with what it printed. */
export class StepError extends Error {
  constructor(step, reason, output) {
    super(`${step.title} failed (${reason}): ${step.command.join(" ")}`);
    this.output = output;
  }
}

/** Whether the step was already done with the inputs as they are now. */
export function isUpToDate(root, stateDir, step) {
  const stamp = stampFile(stateDir, step);
  return (
    existsSync(join(root, step.output)) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === fingerprint(root, step)
  );
}

/**
 * Runs one step of the plan and remembers the inputs that it saw.
 *
 * @param signal an AbortSignal that stops the step.
 * @throws {StepError} where the command fails or leaves no output.
 */
export async function runStep(root, stateDir, step, signal) {
  // Taken first: an edit during the step makes it stale.
  const seen = fingerprint(root, step);
  const stamp = stampFile(stateDir, step);
  // A step that is killed has left who knows what: it is not done, whatever the inputs are later.
  rmSync(stamp, { force: true });
  const group = startGroup(step.command, { cwd: join(root, step.cwd), env: process.env });
  signal?.addEventListener("abort", group.stop, { once: true });
  const exit = await group.exited;
  signal?.removeEventListener("abort", group.stop);

  if (exit.code !== 0) throw new StepError(step, describeExit(exit), group.lastLines());
  if (!existsSync(join(root, step.output)))
    throw new StepError(step, `it left no ${step.output}`, group.lastLines());
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, seen);
}

function stampFile(stateDir, step) {
  return join(stateDir, "stamps", step.name);
}

/** Changes with the command, the platform and the content of every input. */
function fingerprint(root, step) {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([step.command, process.platform, process.arch]));
  for (const path of step.inputs.flatMap((input) => filesBelow(root, input)).sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** A missing input counts as absent, so its appearance is a change. */
function filesBelow(root, path) {
  const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !madeFolders.has(name))
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}

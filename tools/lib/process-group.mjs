import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithThisProcess } from "./guard.mjs";

/** Lines of a process's output that are kept, to be shown when it fails. */
const keptLines = 30;

/** How long a process may take to end after SIGTERM, in milliseconds. */
const grace = 10_000;

/** How long the rest of its group may stay after it, in milliseconds. */
const lingering = 1000;

/**
 * Starts a command in a process group of its own, so that stopping it stops whatever it started too. The group
 * does not outlive this process, however this one ends.
 *
 * @param options.onOutput receives each chunk of standard output and standard error.
 * @returns `exited`, a promise of `{code, signal, error}` once the process has ended and its output is read;
 *   `lastLines()`, the end of its output; `stop()`, which resolves when the whole group has gone.
 */
export function startGroup([command, ...args], { cwd, env, onOutput = () => {} }) {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let tail = "";
  const collect = (chunk) => {
    onOutput(chunk);
    tail = (tail + chunk)
      .split("\n")
      .slice(-keptLines - 1)
      .join("\n");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);

  const exited = new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
    child.once("close", (code, signal) => resolve({ code, signal }));
  });

  const release = child.pid ? endWithThisProcess(-child.pid) : () => {};
  exited.then(release);

  const left = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    signalGroup(child.pid, "SIGTERM");
    await Promise.race([left, exited, sleep(grace, undefined, { ref: false })]);
    const deadline = Date.now() + lingering;
    while (signalGroup(child.pid, 0) && Date.now() < deadline) await sleep(20);
    signalGroup(child.pid, "SIGKILL");
    await exited;
  };
  return { exited, stop, lastLines: () => tail.trimEnd() };
}

/** @returns whether the group still has a member. */
function signalGroup(pid, signal) {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}

/** Words for how a process ended, as in "exit 1". */
export function describeExit({ code, signal, error }) {
  if (error) return error.code === "ENOENT" ? `${error.path} was not found` : error.message;
  return signal ? `ended by ${signal}` : `exit ${code}`;
}

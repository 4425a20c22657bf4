import { spawn } from "node:child_process";

/** How long what is ended may take before it is killed, in seconds. */
const grace = 10;

/** Its standard input ends when the process that holds the other end has gone, whatever ended that. */
const script = `read -r _; kill -s TERM -- "$1"; sleep ${grace}; kill -s KILL -- "$1"`;

/**
 * Ends a process, or with a negative number a process group, if this process goes first: also by SIGKILL.
 *
 * @returns what releases it.
 */
export function endWithThisProcess(target) {
  // A session of its own: what ends this process's group does not reach it.
  const options = { detached: true, stdio: ["pipe", "ignore", "ignore"] };
  const guard = spawn("sh", ["-c", script, "guard", String(target)], options);
  guard.on("error", () => {});
  guard.stdin.on("error", () => {});
  guard.unref();
  guard.stdin.unref();
  return () => guard.kill("SIGKILL");
}

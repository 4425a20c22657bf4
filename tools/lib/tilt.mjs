import { spawn } from "node:child_process";

/**
 * Runs Tilt in this terminal and waits for it; Ctrl-C reaches it directly.
 *
 * @returns its exit code.
 */
export function runTilt(args, cwd) {
  const child = spawn("tilt", args, { cwd, stdio: "inherit" });
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

import { spawn } from "node:child_process";

/**
 * Runs a program with this terminal. Ctrl-C reaches it too: it is waited for.
 *
 * @returns its exit code, 130 where a signal ended it.
 */
export function runCommand([command, ...args], options = {}) {
  return new Promise((resolve, reject) => {
    const ignore = () => {};
    process.on("SIGINT", ignore);
    const child = spawn(command, args, { stdio: "inherit", ...options });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("SIGINT", ignore);
      resolve(code ?? 130);
    });
  });
}

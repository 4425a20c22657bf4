import { spawn } from "node:child_process";
import { endWithThisProcess } from "./guard.mjs";
import { interruption } from "./interruption.mjs";

/** Ctrl-C reaches the program by itself: how long it may take to end before it is told, in milliseconds. */
const afterCtrlC = 2000;

/**
 * Runs a program with this terminal and waits for it. Whatever ends this process ends the program too.
 *
 * @returns its exit code, 130 where a signal ended it.
 * @throws {Interrupted} where this process was already told to end.
 */
export async function runCommand([command, ...args], options = {}) {
  const signal = interruption();
  signal.throwIfAborted();
  const child = spawn(command, args, { stdio: "inherit", ...options });
  const exited = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 130));
  });
  const stop = () => child.kill("SIGTERM");
  const pass = () => (signal.reason.cause === "SIGINT" ? setTimeout(stop, afterCtrlC).unref() : stop());
  signal.addEventListener("abort", pass);
  const release = child.pid ? endWithThisProcess(child.pid) : () => {};
  try {
    return await exited;
  } finally {
    signal.removeEventListener("abort", pass);
    release();
  }
}

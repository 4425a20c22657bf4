import { spawn } from "node:child_process";
import { endWithThisProcess } from "../lib/guard.mjs";

/** How much of a program's output is kept, in characters; what comes after is left out. */
const kept = 1 << 22;

/**
 * Runs a program that may hang, ask or print without end: nothing on its standard input, a time limit, and an end for all
 * that it started.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ seconds: number, env?: NodeJS.ProcessEnv, cwd?: string, input?: string, signal?: AbortSignal }} options
 * @param options.seconds how long it may take.
 * @param options.signal ends it before.
 * @returns `{ code, stdout, stderr, timedOut }`; `code` is `undefined` where it could not be started or was ended.
 */
export function runLimited(program, args, { seconds, env = process.env, cwd, input, signal }) {
  return new Promise((resolve) => {
    const stdin = input === undefined ? "ignore" : "pipe";
    // A group of its own: what it started ends with it.
    const child = spawn(program, args, { env, cwd, detached: true, stdio: [stdin, "pipe", "pipe"] });
    const result = { code: undefined, stdout: "", stderr: "", timedOut: false };
    const end = () => {
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    };
    signal?.addEventListener("abort", end);
    const timer = setTimeout(() => {
      result.timedOut = true;
      end();
    }, seconds * 1000);
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        if (result[stream].length < kept) result[stream] += text;
      });
    }
    const release = child.pid ? endWithThisProcess(-child.pid) : () => {};
    const finish = (code) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      release();
      resolve({ ...result, code });
    };
    child.on("error", ({ code }) => {
      result.stderr = `cannot be started (${code})`;
      finish(undefined);
    });
    child.on("close", (code) => finish(code ?? undefined));
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

import { spawn } from "node:child_process";

/** A program that did not end with 0; the message ends with what it printed. */
export class CommandError extends Error {
  constructor(program, args, reason, output) {
    super(
      `${program} ${args.slice(0, 4).join(" ")} …: ${reason}\n${output.trim().split("\n").slice(-15).join("\n")}`,
    );
    this.output = output;
  }
}

/**
 * Makes the function that runs programs to their end.
 *
 * @param signal an AbortSignal; once it is triggered, running programs are ended and no other one starts.
 * @returns `(program, args, {input, env, cwd})`, which resolves with what the program printed on standard output.
 */
export function createCommand(signal) {
  return (program, args, { input = "", env = process.env, cwd } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { signal, env, cwd, stdio: ["pipe", "pipe", "pipe"] });
      const printed = { stdout: "", stderr: "" };
      for (const stream of ["stdout", "stderr"]) {
        child[stream].setEncoding("utf8").on("data", (text) => {
          printed[stream] += text;
        });
      }
      child.on("error", (error) =>
        reject(signal?.reason ?? new CommandError(program, args, error.message, "")),
      );
      child.on("close", (code) => {
        if (code === 0) resolve(printed.stdout);
        else reject(new CommandError(program, args, `ended with ${code}`, printed.stderr || printed.stdout));
      });
      // A program may end before it has read everything.
      child.stdin.on("error", () => {});
      child.stdin.end(input);
    });
}

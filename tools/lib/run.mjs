import { spawnSync } from "node:child_process";

/**
 * Runs a program on this terminal and waits for it.
 *
 * @param options.input text for its standard input. @default none
 * @throws where it cannot be started or does not end with 0.
 */
export function run(program, args, { input, ...options } = {}) {
  const stdin = input === undefined ? "ignore" : "pipe";
  const { status, error } = spawnSync(program, args, {
    ...options,
    input,
    stdio: [stdin, "inherit", "inherit"],
  });
  if (error) throw new Error(`${program} could not be started (${error.code}); it must be on PATH`);
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${status}`);
}

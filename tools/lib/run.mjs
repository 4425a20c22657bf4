import { spawnSync } from "node:child_process";

/**
 * Runs a program on this terminal and waits for it.
 *
 * @param options.input text for its standard input. @default none
 * @throws where it cannot be started or does not end with 0.
 */
export function run(program, args, options) {
  start(program, args, "inherit", options);
}

/** As {@link run}. @returns what it printed on standard output. */
export function read(program, args, options) {
  return start(program, args, "pipe", options);
}

function start(program, args, stdout, { input, ...options } = {}) {
  const stdin = input === undefined ? "ignore" : "pipe";
  const result = spawnSync(program, args, {
    ...options,
    input,
    encoding: "utf8",
    maxBuffer: 64 << 20,
    stdio: [stdin, stdout, "inherit"],
  });
  const { status, error } = result;
  if (error) throw new Error(`${program} could not be started (${error.code}); it must be on PATH`);
  if (status !== 0) throw new Error(`${[program, ...args].join(" ")} ended with ${status}`);
  return result.stdout;
}

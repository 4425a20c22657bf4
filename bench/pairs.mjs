import { spawnSync } from "node:child_process";

/** Pairs of runs; more than enough for a median that moves by less than a hundredth on a quiet machine. */
const runs = 31;

/** Times two commands in turn. @returns the medians in milliseconds, and the median of the ratios pair by pair. */
export function comparePairs(command, floor) {
  const times = [];
  for (let index = 0; index <= runs; index++) {
    const pair = { command: timeOfNode(command), floor: timeOfNode(floor) };
    // The first pair warms the file system up.
    if (index > 0) times.push({ ...pair, ratio: pair.command / pair.floor });
  }
  const of = (key) => median(times.map((pair) => pair[key]));
  return { command: of("command"), floor: of("floor"), ratio: of("ratio") };
}

/** The floor of every program that runs on Node. */
export const bareNode = { args: ["-e", "0"] };

function timeOfNode({ args, cwd, env, prepare }) {
  prepare?.();
  return timeOf([process.execPath, ...args], { cwd, env });
}

/** How long a command takes, in milliseconds. @throws with what it said where it does not end with 0. */
export function timeOf([command, ...args], options) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return elapsed;
}

export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

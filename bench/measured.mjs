import { spawnSync } from "node:child_process";

/** Python's own accounting of a child tells its largest size; Node has none. */
const accountant = `import os, resource, subprocess, sys, time
with open(sys.argv[1], "wb") as out:
    start = time.monotonic()
    status = subprocess.call(sys.argv[2:], stdout=out)
    print(status, time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)`;

/**
 * Runs a command, with its output in a file.
 *
 * @returns seconds, and the megabytes of the largest process of it at its largest.
 * @throws where the command does not end with 0, or not within `timeout` milliseconds.
 */
export function measured([command, ...args], { output = "/dev/null", ...options }) {
  const { stdout, stderr, error } = spawnSync("python3", ["-c", accountant, output, command, ...args], {
    encoding: "utf8",
    ...options,
  });
  if (error) throw error;
  const [status, seconds, kilobytes] = stdout.split(" ").map(Number);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds, megabytes: kilobytes / 1024 };
}

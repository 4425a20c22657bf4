import { spawnSync } from "node:child_process";

/** Python's own accounting of a child tells its largest size; Node has none. At its limit all that it started ends too. */
const accountant = `import os, resource, signal, subprocess, sys, time
limit, output, *command = sys.argv[1:]
class Over(Exception): pass
def end(*_): raise Over
with open(output, "wb") as out:
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=out, start_new_session=True)
    try:
        # A wait with a time limit would look every 50 ms only.
        signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, float(limit))
        status = child.wait()
        signal.setitimer(signal.ITIMER_REAL, 0)
    except BaseException as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if not isinstance(error, Over): raise
        status = "over"
    print(status, time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)`;

/**
 * Runs a command, with its output in a file, for at most `limit` seconds; 0 is no limit.
 *
 * @returns seconds, the megabytes of the largest process of it at its largest, and whether it was ended at its limit.
 * @throws where the command ends by itself, and not with 0.
 */
export function measured([command, ...args], { output = "/dev/null", limit = 0, ...options }) {
  const { stdout, stderr, error } = spawnSync(
    "python3",
    ["-c", accountant, `${limit}`, output, command, ...args],
    { encoding: "utf8", ...options },
  );
  if (error) throw error;
  const [status, seconds, kilobytes] = stdout.split(" ");
  const over = status === "over";
  if (!over && status !== "0")
    throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds: Number(seconds), megabytes: Number(kilobytes) / 1024, over };
}

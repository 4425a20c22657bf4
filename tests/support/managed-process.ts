import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { endWithThisProcess } from "../../tools/lib/guard.mjs";

export interface ManagedProcess {
  /** Ends the process and all that it started, and waits until they are gone. They end with this process, too. */
  stop(): Promise<void>;
}

export interface Command {
  command: readonly [string, ...string[]];
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** Answers with a 2xx once the process is up. */
  health: string;
}

const healthTimeoutMs = 60_000;

/**
 * Starts a process in a group of its own and waits until it is healthy.
 *
 * @throws with the process's output when it ends before, or is not healthy in time
 */
export async function startProcess({
  command: [program, ...args],
  cwd,
  env,
  health,
}: Command): Promise<ManagedProcess> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: "pipe" });
  if (child.pid) child.once("exit", endWithThisProcess(-child.pid));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const stop = () => stopGroup(child);
  const deadline = Date.now() + healthTimeoutMs;
  while (!(await answers(health))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${program} ${args.join(" ")} did not become healthy at ${health}:\n${output}`);
    }
    await sleep(100);
  }
  return { stop };
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await ended;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

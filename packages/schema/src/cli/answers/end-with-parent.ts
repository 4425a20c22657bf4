import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** How often to look whether the parent is there, in milliseconds. */
const interval = 500;

/**
 * Ends this process and those that it started when its time is over or its parent is gone, also while it computes
 * without end: a thread of its own sees to that.
 *
 * @param time - in milliseconds.
 * @returns when the thread runs: it needs the working folder to start, which may be removed meanwhile.
 * @throws where it does not start.
 */
export async function endWithParent(time: number): Promise<void> {
  const group = process.platform === "win32" ? process.pid : -process.pid;
  const code = `
    const end = () => process.kill(${group}, "SIGKILL");
    setTimeout(end, ${time});
    setInterval(() => process.ppid === ${process.ppid} || end(), ${interval});
  `;
  const guard = new Worker(code, { eval: true });
  await once(guard, "online");
  guard.unref();
}

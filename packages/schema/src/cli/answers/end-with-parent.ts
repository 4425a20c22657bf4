import { Worker } from "node:worker_threads";

/** How often to look whether the parent is there, in milliseconds. */
const interval = 500;

/**
 * Ends this process and those that it started when its time is over or its parent is gone, also while it computes
 * without end: a thread of its own sees to that.
 *
 * @param time - in milliseconds.
 */
export function endWithParent(time: number): void {
  const group = process.platform === "win32" ? process.pid : -process.pid;
  const code = `
    const end = () => process.kill(${group}, "SIGKILL");
    setTimeout(end, ${time});
    setInterval(() => process.ppid === ${process.ppid} || end(), ${interval});
  `;
  new Worker(code, { eval: true }).unref();
}

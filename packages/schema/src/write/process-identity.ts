import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Tells a process from every other one, also from a later one with its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's ticks; `0` where the system does not tell. */
  readonly start: string;
  /** The machine or container whose process numbers it has, fit for a file's name. */
  readonly host: string;
}

/** The identity of this process. */
export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, start: statusOf(process.pid)?.start ?? "0", host: ownHost() };
}

/** Whether a process of this host still runs; one that was killed and not yet waited for does not. */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (process.platform === "linux") {
    const status = statusOf(pid);
    return status !== undefined && !status.hasEnded && status.start === start;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function statusOf(pid: number): { start: string; hasEnded: boolean } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The program's name, in brackets, may hold anything.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { start: fields[19] ?? "0", hasEnded: fields[0] === "Z" || fields[0] === "X" };
  } catch {
    return undefined;
  }
}

function ownHost(): string {
  try {
    return encodeURIComponent(`${hostname()} ${readlinkSync("/proc/self/ns/pid")}`);
  } catch {
    return encodeURIComponent(hostname());
  }
}

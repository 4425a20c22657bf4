import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";
import { isRunning, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

/** How long to wait for another process, in milliseconds. */
const patience = 10_000;

/** Nothing is known of another host's processes: how long one of its locks is believed, in milliseconds. */
const foreignLifetime = 60_000;

const suffix = ".lock";

/**
 * Keeps every other process that asks for the same folder out until the lock is released. Each process puts a file
 * into the folder that is named after itself, and has the lock if no other process that still runs has one: so
 * nothing has to be taken from a process that was killed.
 *
 * @returns releases the lock; what is then left of the folder is for the caller.
 * @throws {UsageError} after ten seconds.
 */
export function lock(folder: string): () => void {
  const own = ownIdentity();
  const file = join(folder, fileName(own));
  const release = () => rmSync(file, { force: true });
  for (const deadline = Date.now() + patience; ; ) {
    const holder = claim(folder, file, own);
    if (!holder) return release;
    if (Date.now() > deadline) {
      const where = holder.host === own.host ? "" : ` on ${holder.host}`;
      throw new UsageError(
        `another chartmodel, process ${holder.pid}${where}, has been writing for ${patience / 1000} seconds (${join(folder, fileName(holder))}): wait until it has ended`,
      );
    }
    // No two that meet wait equally long.
    pause(10 + Math.random() * 40);
  }
}

/** Puts the file there, and takes it away again if somebody else has one. */
function claim(folder: string, file: string, own: ProcessIdentity): ProcessIdentity | undefined {
  if (!create(folder, file)) return own;
  const holder = otherHolder(folder, own);
  if (holder) rmSync(file, { force: true });
  return holder;
}

function create(folder: string, file: string): boolean {
  for (;;) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, "", { flag: "wx" });
      return true;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EEXIST") return false;
      // Who had the lock took the folder away just now.
      if (code !== "ENOENT") throw error;
    }
  }
}

function otherHolder(folder: string, own: ProcessIdentity): ProcessIdentity | undefined {
  for (const name of readdirSync(folder)) {
    const identity = parseFileName(name);
    if (!identity || name === fileName(own)) continue;
    const file = join(folder, name);
    if (identity.host === own.host ? isRunning(identity) : isYoung(file)) return identity;
    rmSync(file, { force: true });
  }
  return undefined;
}

function isYoung(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < foreignLifetime;
}

function fileName({ pid, start, host }: ProcessIdentity): string {
  return `${pid}-${start}-${host}${suffix}`;
}

function parseFileName(name: string): ProcessIdentity | undefined {
  const [, pid, start, host] = /^(\d+)-(\d+)-(.*)\.lock$/.exec(name) ?? [];
  if (pid === undefined || start === undefined || host === undefined) return undefined;
  return { pid: Number(pid), start, host: host };
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

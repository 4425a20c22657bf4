import { chmodSync, closeSync, existsSync, openSync, statSync } from "node:fs";

/** Creates a SQLite file that its owner alone can read, or takes others' rights to it away. SQLite's helpers follow. */
export function makePrivate(path: string): void {
  closeSync(openSync(path, "a", 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (existsSync(file) && statSync(file).mode & 0o077) chmodSync(file, 0o600);
  }
}

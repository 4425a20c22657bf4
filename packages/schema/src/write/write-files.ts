import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

/** What becomes of a file. */
export type FileChange = "added" | "changed" | "unchanged";

/**
 * Writes many files or none. `stage` puts a changed content beside its target, `commit` renames all of them into
 * place; until then, and when anything fails, every old file is as it was. A file whose content is the same is not
 * touched, so that nothing that watches it wakes up.
 */
export class FileTransaction {
  readonly #staged: { target: string; temporary: string; isNew: boolean }[] = [];
  readonly #createdFolders = new Set<string>();
  readonly #knownFolders = new Set<string>();
  readonly changes = new Map<string, FileChange>();

  /**
   * Takes a file's new content.
   *
   * @param target - absolute path.
   * @throws what the file system says: the caller then calls `abort`.
   */
  stage(target: string, content: string): void {
    if (this.changes.has(target))
      throw new Error(`two outputs write ${target}: give one of them another path`);
    const folder = dirname(target);
    // What was only just made holds nothing yet.
    const existing = this.#createdFolders.has(folder) ? undefined : readIfExists(target);
    if (existing === content) {
      this.changes.set(target, "unchanged");
      return;
    }
    this.#makeFolder(folder);
    const temporary = `${target}.${process.pid}.tmp`;
    this.#staged.push({ target, temporary, isNew: existing === undefined });
    writeFileSync(temporary, content);
    if (existing !== undefined) chmodSync(temporary, statSync(target).mode);
    this.changes.set(target, existing === undefined ? "added" : "changed");
  }

  /** Puts all staged files into place; on a failure puts the old ones back and throws. */
  commit(): void {
    const done: { target: string; backup: string | undefined }[] = [];
    try {
      for (const { target, temporary, isNew } of this.#staged) {
        const backup = isNew ? undefined : `${target}.${process.pid}.old`;
        if (backup) linkSync(target, backup);
        done.push({ target, backup });
        renameSync(temporary, target);
      }
    } catch (error) {
      for (const { target, backup } of done.reverse()) {
        if (backup) renameSync(backup, target);
        else rmSync(target, { force: true });
      }
      this.abort();
      throw error;
    }
    for (const { backup } of done) if (backup) rmSync(backup);
    this.#staged.length = 0;
  }

  /** Takes back everything that was staged. */
  abort(): void {
    for (const { temporary } of this.#staged) if (existsSync(temporary)) rmSync(temporary);
    for (const folder of [...this.#createdFolders].reverse()) if (existsSync(folder)) rmdirSync(folder);
    this.#staged.length = 0;
    this.#createdFolders.clear();
  }

  #makeFolder(folder: string): void {
    if (this.#knownFolders.has(folder)) return;
    if (!existsSync(folder)) {
      this.#makeFolder(dirname(folder));
      mkdirSync(folder);
      this.#createdFolders.add(folder);
    }
    this.#knownFolders.add(folder);
  }
}

/** The text of a file, or `undefined` where there is none. */
export function readIfExists(file: string): string | undefined {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  return readFileSync(file, "utf8");
}

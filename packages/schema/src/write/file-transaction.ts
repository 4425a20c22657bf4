import { chmodSync, lstatSync, mkdirSync, type Stats, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { isHandWritten } from "../render/generated-notice.ts";
import { UsageError } from "../usage-error.ts";
import { Journal } from "./journal.ts";
import { keep, move, removeIfEmpty } from "./move.ts";
import { OutputFolder, type Place } from "./output-folder.ts";
import { digestOf, type NewFile, type Step } from "./step.ts";
import type { Undone } from "./undo.ts";

/** What becomes of a file. */
export type FileChange = "added" | "changed" | "unchanged" | "removed";

/** Which file a change is based on: another one's time or number is another. */
type Version = Pick<Stats, "mtimeMs" | "ino">;

/**
 * Writes many files of a project or none. `stage` keeps a changed content aside, `commit` puts all of them into place;
 * until then, and when anything fails, every old file is as it was. A process that is killed leaves a journal, by
 * which the next one takes back what was done. A file whose content is the same is not touched, so that nothing that
 * watches it wakes up.
 */
export class FileTransaction {
  /** What became of each file, by its path from the project's folder. */
  readonly changes = new Map<string, FileChange>();
  /** Files that were staged although people wrote what is there. */
  readonly handWritten: string[] = [];
  /** What was left by a process that was killed. */
  readonly undone: Undone | undefined;
  readonly #journal: Journal;
  readonly #folder: OutputFolder;
  readonly #steps: Step[] = [];
  readonly #versions = new Map<string, Version>();
  readonly #added = new Map<string, NewFile[]>();
  readonly #madeFolders = new Set<string>();

  /**
   * Keeps other processes from writing in the project until `close`.
   *
   * @throws {UsageError} where one writes and does not end.
   */
  constructor(root: string) {
    this.#folder = new OutputFolder(root);
    this.#journal = new Journal(this.#folder.root);
    this.undone = this.#journal.undone;
  }

  /** The text of an output of which a part is generated. */
  read(path: string): string | undefined {
    return this.#folder.read(path);
  }

  /**
   * Takes a file's new content.
   *
   * @param path - from the project's folder.
   * @throws what the file system says, and `UsageError` where no file can be: the caller then calls `close`.
   */
  stage(path: string, content: string): void {
    const place = this.#take(path);
    const existing = this.#folder.textOf(place);
    if (existing === content) {
      this.changes.set(path, "unchanged");
      return;
    }
    if (place.found && isHandWritten(existing, content)) this.handWritten.push(path);
    const staged = this.#journal.newFile(place.path);
    this.#makeFolder(dirname(staged));
    this.#write(staged, content, path);
    const file = { path: place.path, digest: digestOf(content) };
    if (place.found) {
      chmodSync(staged, place.found.mode & 0o7777);
      this.#change({ kind: "change", ...file }, place.found);
    } else this.#add(file, place.newFolder);
    this.changes.set(path, place.found ? "changed" : "added");
  }

  /** Has a file taken away. */
  remove(path: string): void {
    const place = this.#take(path);
    if (!place.found) return;
    this.#change({ kind: "remove", path: place.path }, place.found);
    this.changes.set(path, "removed");
  }

  /** Puts all staged files into place; on a failure puts the old ones back and throws. */
  commit(): void {
    if (this.#steps.length === 0) return;
    this.#journal.begin(this.#steps);
    try {
      for (const step of this.#steps) this.#carryOut(step);
    } catch (error) {
      this.#journal.undo();
      throw error;
    }
    this.#journal.end();
  }

  /** Forgets what was staged and not committed, and lets other processes write. */
  close(): void {
    this.#journal.close();
  }

  #take(path: string): Place {
    if (this.changes.has(path))
      throw new UsageError(`two outputs write ${path}: give one of them another path`);
    return this.#folder.find(path);
  }

  #write(staged: string, content: string, path: string): void {
    try {
      // With the encoding named, Node writes the text without a copy of it.
      writeFileSync(staged, content, { encoding: "utf8", flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      throw new UsageError(`two outputs write ${path}, one by another name: give one of them another path`);
    }
  }

  #change(step: Step, { mtimeMs, ino }: Version): void {
    this.#versions.set(step.path, { mtimeMs, ino });
    this.#steps.push(step);
  }

  /** A new folder is put into place as a whole. */
  #add(file: NewFile, newFolder: string | undefined): void {
    const top = newFolder ?? file.path;
    const files = this.#added.get(top);
    if (files) files.push(file);
    else {
      const first = [file];
      this.#added.set(top, first);
      this.#steps.push({ kind: "add", path: top, files: first });
    }
  }

  #carryOut({ kind, path }: Step): void {
    const target = join(this.#folder.root, path);
    this.#refuseOtherVersion(path, target);
    if (kind !== "add") {
      const old = this.#journal.oldFile(path);
      this.#makeFolder(dirname(old));
      if (kind === "change") keep(target, old);
      else move(target, old);
    }
    if (kind !== "remove") move(this.#journal.newFile(path), target);
    else
      for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder))
        removeIfEmpty(join(this.#folder.root, folder));
  }

  /** Somebody may have written the file since it was looked at. */
  #refuseOtherVersion(path: string, target: string): void {
    const known = this.#versions.get(path);
    const found = lstatSync(target, { throwIfNoEntry: false });
    if (found?.ino === known?.ino && found?.mtimeMs === known?.mtimeMs) return;
    throw new UsageError(`${path} was written by another program just now: nothing was changed; try again`);
  }

  #makeFolder(folder: string): void {
    if (this.#madeFolders.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.#madeFolders.add(folder);
  }
}

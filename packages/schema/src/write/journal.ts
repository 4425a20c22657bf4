import {
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";
import { journalFolder } from "./journal-folder.ts";
import { lock } from "./lock.ts";
import { removeIfEmpty } from "./move.ts";
import { isStep, type Step } from "./step.ts";
import { type Undone, undoSteps } from "./undo.ts";

const version = 2;

/**
 * Lets a set of writes happen as a whole. It names every step before the first is taken, and is removed after the
 * last: a journal that is still there belongs to a process that was killed, and whoever opens the next one first
 * undoes what that process did.
 */
export class Journal {
  /** What was undone of a set that was not finished. */
  readonly undone: Undone | undefined;
  readonly #root: string;
  readonly #folder: string;
  readonly #release: () => void;

  /**
   * Takes the lock of the project's folder.
   *
   * @throws {UsageError} where another process keeps it.
   */
  constructor(root: string) {
    this.#root = realpathSync(root);
    this.#folder = join(this.#root, journalFolder);
    const found = lstatSync(this.#folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory())
      throw new UsageError(
        `${this.#folder}: expected a folder of chartmodel's own, but found something else: remove it`,
      );
    this.#release = lock(this.#folder);
    try {
      this.undone = this.undo();
      this.#clear();
      writeFileSync(this.#gitignore, "*\n");
    } catch (error) {
      // On a full disk, what is left would keep those commands too that only read.
      if (existsSync(this.#file)) this.#release();
      else this.#removeFolder();
      throw error;
    }
  }

  /** Where a new content is kept until its step is taken. */
  newFile(path: string): string {
    return join(this.#folder, "new", path);
  }

  /** Where an old content is kept until all steps are taken. */
  oldFile(path: string): string {
    return join(this.#folder, "old", path);
  }

  /** Names the steps: from now on they are undone unless they end. */
  begin(steps: readonly Step[]): void {
    const lines = [{ version }, ...steps].map((line) => JSON.stringify(line));
    writeFileSync(`${this.#file}.part`, `${lines.join("\n")}\n`);
    renameSync(`${this.#file}.part`, this.#file);
  }

  /** All steps were taken: they stay. */
  end(): void {
    rmSync(this.#file);
  }

  /** Takes back the steps that were taken since `begin`; gives `undefined` where there are none. */
  undo(): Undone | undefined {
    const steps = this.#read();
    if (!steps) return undefined;
    const undone = undoSteps(this.#root, steps, (path) => this.oldFile(path));
    rmSync(this.#file);
    return undone;
  }

  /** Removes everything of its own, and lets others in. A journal that could not be undone stays with what it needs. */
  close(): void {
    if (existsSync(this.#file)) {
      this.#release();
      return;
    }
    this.#clear();
    this.#removeFolder();
  }

  /** It is not empty where somebody waits for the lock. */
  #removeFolder(): void {
    rmSync(this.#gitignore, { force: true });
    this.#release();
    removeIfEmpty(this.#folder);
  }

  get #gitignore(): string {
    return join(this.#folder, ".gitignore");
  }

  get #file(): string {
    return join(this.#folder, "journal");
  }

  #clear(): void {
    for (const name of ["journal.part", "new", "old"])
      rmSync(join(this.#folder, name), { recursive: true, force: true });
  }

  #read(): Step[] | undefined {
    if (!existsSync(this.#file)) return undefined;
    const [head, ...steps] = readFileSync(this.#file, "utf8").trimEnd().split("\n").map(parse);
    const isKnown = (head as { version?: unknown } | undefined)?.version === version;
    if (isKnown && steps.every((step) => isStep(this.#root, step))) return steps;
    throw new UsageError(
      `${this.#file} says in a way that this chartmodel does not know which files a killed one was writing: run the one that wrote it, or look at the files (git status) and then remove ${this.#folder}`,
    );
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Undoes what a killed process left half done in a project's folder; costs one look where there is nothing.
 *
 * @throws {UsageError} where another process is writing and does not end.
 */
export function undoUnfinished(root: string): Undone | undefined {
  if (!existsSync(join(root, journalFolder))) return undefined;
  const journal = new Journal(root);
  journal.close();
  return journal.undone;
}

import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { beside, move, removeIfEmpty } from "./move.ts";

/** One thing that a set of writes does. Paths are from the project's folder. */
export type Step =
  | { readonly kind: "change" | "remove"; readonly path: string }
  /** A file, or a new folder with the files that are in it and below. */
  | { readonly kind: "add"; readonly path: string; readonly files: readonly string[] };

/** What became of steps that were taken back. */
export interface Undone {
  /** Paths of the steps. */
  readonly steps: readonly string[];
  /** Paths that somebody has written since: they are left as they are. */
  readonly kept: readonly string[];
}

interface Kept {
  /** When the first step was taken, in milliseconds since 1970. */
  readonly begun: number;
  readonly newFile: (path: string) => string;
  readonly oldFile: (path: string) => string;
}

/**
 * Takes steps back, those too that were never taken; doing it twice does no more. What is younger than the steps is
 * somebody's work, and stays.
 */
export function undoSteps(root: string, steps: readonly Step[], { begun, newFile, oldFile }: Kept): Undone {
  const kept: string[] = [];
  for (const step of steps.toReversed()) {
    rmSync(beside(join(root, step.path)), { recursive: true, force: true });
    if (step.kind === "add") removeAdded(step.path, step.files);
    else if (existsSync(oldFile(step.path))) putBack(step.path, step.kind);
  }
  return { steps: steps.map(({ path }) => path), kept };

  function removeAdded(top: string, files: readonly string[]): void {
    const folders = new Set<string>();
    for (const file of files) {
      const target = join(root, file);
      const found = lstatSync(target, { throwIfNoEntry: false });
      if (found && (isYounger(found) || isAnother(target, newFile(file)))) kept.push(file);
      else if (found) rmSync(target);
      for (const folder of foldersOf(file, top)) folders.add(folder);
    }
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) removeIfEmpty(join(root, folder));
  }

  function putBack(path: string, kind: "change" | "remove"): void {
    const target = join(root, path);
    const found = lstatSync(target, { throwIfNoEntry: false });
    const isSomebodys = kind === "change" ? !found || isYounger(found) : found !== undefined;
    if (isSomebodys) {
      kept.push(path);
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    move(oldFile(path), target);
  }

  /** A file that was copied to another file system has its time rounded to a millisecond, up too. */
  function isYounger({ mtimeMs }: { mtimeMs: number }): boolean {
    return Math.floor(mtimeMs) > Math.ceil(begun);
  }
}

/** The folders that a file is in, up to one of them; none if it is the file itself. */
function* foldersOf(file: string, top: string): Generator<string> {
  for (let path = file; path !== top; ) {
    path = posix.dirname(path);
    yield path;
  }
}

/** Whether a step that was not taken found another file in its place. */
function isAnother(target: string, staged: string): boolean {
  return existsSync(staged) && !readFileSync(target).equals(readFileSync(staged));
}

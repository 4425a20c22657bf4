import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { beside, move, removeIfEmpty } from "./move.ts";
import { digestOf, type NewFile, type Step } from "./step.ts";

/** What became of steps that were taken back. */
export interface Undone {
  /** Paths of the steps. */
  readonly steps: readonly string[];
  /** Paths where somebody has put something else since: they are left as they are. */
  readonly kept: readonly string[];
}

/** What is at a path: nothing, a file's content, or what no step has put there, such as a link. */
type Found = "nothing" | "another" | { readonly digest: string };

/**
 * Takes steps back, those too that were never taken; doing it twice does no more. A file that holds neither what the
 * step wrote nor what was there before is somebody's work, and stays.
 *
 * @param root - the project's folder, links followed.
 * @param oldFile - where what was at a path is kept.
 */
export function undoSteps(root: string, steps: readonly Step[], oldFile: (path: string) => string): Undone {
  const kept: string[] = [];
  for (const step of steps.toReversed()) {
    if (step.kind === "add") removeAdded(step.path, step.files);
    else putBack(step.path, step.kind === "change" ? step.digest : undefined);
  }
  return { steps: steps.map(({ path }) => path), kept };

  function removeAdded(top: string, files: readonly NewFile[]): void {
    const folders = new Set<string>();
    removeCopy(top);
    for (const { path, digest } of files) {
      const found = look(path);
      if (isContent(found, digest)) rmSync(join(root, path));
      else if (found !== "nothing") kept.push(path);
      if (isReached(path)) for (const folder of foldersOf(path, top)) folders.add(folder);
    }
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) removeIfEmpty(join(root, folder));
  }

  /** @param written - the digest of what the step wrote; `undefined` where it took the file away. */
  function putBack(path: string, written: string | undefined): void {
    removeCopy(path);
    const old = oldFile(path);
    if (!existsSync(old)) return;
    const found = look(path);
    if (written === undefined ? found === "nothing" : isContent(found, written)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      move(old, join(root, path));
    } else if (!isContent(found, digestOf(readFileSync(old)))) kept.push(path);
  }

  /** Removes what was on its way to a path from another file system. */
  function removeCopy(path: string): void {
    if (isReached(path)) rmSync(beside(join(root, path)), { recursive: true, force: true });
  }

  function look(path: string): Found {
    if (!isReached(path)) return "another";
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!found) return "nothing";
    return found.isFile() ? { digest: digestOf(readFileSync(join(root, path))) } : "another";
  }

  /** Whether the way to a path still leads through folders of the project: somebody may have put a link there. */
  function isReached(path: string): boolean {
    return [...foldersOf(path, ".")]
      .reverse()
      .every((folder) => lstatSync(join(root, folder), { throwIfNoEntry: false })?.isDirectory() ?? true);
  }
}

const isContent = (found: Found, digest: string): boolean =>
  typeof found === "object" && found.digest === digest;

/** The folders that a file is in, up to one of them; none if it is the file itself. */
function* foldersOf(file: string, top: string): Generator<string> {
  for (let path = file; path !== top; ) {
    path = posix.dirname(path);
    yield path;
  }
}

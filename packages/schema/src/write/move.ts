import { copyFileSync, cpSync, linkSync, renameSync, rmdirSync, rmSync } from "node:fs";

/** Where a copy is made before it is put into place, on another file system. */
export const beside = (path: string): string => `${path}.chartmodel`;

/** Moves a file or a folder; across file systems by a copy that is complete before it is there. */
export function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== "EXDEV") throw error;
    cpSync(from, beside(to), { recursive: true, preserveTimestamps: true });
    renameSync(beside(to), to);
    rmSync(from, { recursive: true });
  }
}

/** Gives a file a second name; where that cannot be, a copy that is complete before it is there. */
export function keep(file: string, as: string): void {
  try {
    linkSync(file, as);
  } catch (error) {
    if (!["EXDEV", "EPERM", "ENOTSUP", "EMLINK"].includes(codeOf(error) ?? "")) throw error;
    copyFileSync(file, beside(as));
    renameSync(beside(as), as);
  }
}

/** What the file system says of a folder that holds something, is gone, is a place of its own (a mount), or not ours to remove. */
const stays = ["ENOTEMPTY", "EEXIST", "ENOENT", "EBUSY", "EACCES", "EPERM"];

/** Removes a folder in which nothing is, if it can be: an empty one does no harm. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!stays.includes(codeOf(error) ?? "")) throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

import { lstatSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { pathToFileURL } from "node:url";

/** A relative import whose URL is no more than a path. */
export const isRelative = /^\.\.?\/[^%?#]*$/;

const ends = [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/**
 * Finds modules by their paths, links followed. A relative import may leave its extension out, or say `.js` for a `.ts`
 * file, as with bundlers.
 */
export function createFindModule(): (path: string) => string | undefined {
  const files = new Map<string, string | undefined>();
  const folders = new Map<string, string>();
  const look = (path: string): string | undefined => {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) return isFile(path) ? realpathSync.native(path) : undefined;
    if (!found?.isFile()) return undefined;
    const folder = folderOf(path);
    const real = folders.get(folder) ?? realpathSync.native(folder === "" ? sep : folder);
    folders.set(folder, real);
    return `${real}${real.endsWith(sep) ? "" : sep}${path.slice(folder.length + 1)}`;
  };
  const find = (path: string): string | undefined => {
    const file = look(path);
    if (file !== undefined) return file;
    const stem = path.replace(/\.(?:js|mjs)$/, "");
    for (const end of ends) {
      const other = look(stem + end);
      if (other !== undefined) return other;
    }
    return undefined;
  };
  return (given) => {
    // Of one file there is one path, also where imports are written with other slashes.
    const path = sep === "/" ? given : given.replaceAll("/", sep);
    if (!files.has(path)) files.set(path, find(path));
    return files.get(path);
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** As Node's own `dirname` and `join`, which look at each character of hundreds of paths. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf(sep));
}

/** @param path - with `./` or `../` at its start alone. */
export function joined(folder: string, path: string): string {
  if (path.startsWith("./")) return `${folder}${sep}${path.slice(2)}`;
  return path.startsWith("../") ? joined(folderOf(folder), path.slice(3)) : `${folder}${sep}${path}`;
}

/** Node's own function takes longer for a first path than all paths of a project to be looked at. */
export function urlOf(file: string): string {
  return /^\/[\w@./~-]*$/.test(file) ? `file://${file}` : pathToFileURL(file).href;
}

/** Paths of which a URL has the same characters, and that go up at their start alone. */
export const isPlain = /^(?:\.\/|(?:\.\.\/)+)(?:[\w@~-][\w@.~-]*\/)*[\w@~-][\w@.~-]*$/;

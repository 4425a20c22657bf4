import { lstatSync, realpathSync, type Stats } from "node:fs";
import { join, resolve, sep } from "node:path";
import { readUtf8 } from "../load/read-utf8.ts";
import { UsageError } from "../usage-error.ts";
import { journalFolder } from "./journal-folder.ts";

/** Where an output is in truth. */
export interface Place {
  /** From the project's folder, links followed. */
  readonly path: string;
  /** The file that is there. */
  readonly found: Stats | undefined;
  /** The topmost folder, from the project's, that has to be made for it. */
  readonly newFolder: string | undefined;
}

/** A folder on the way to an output. */
interface Folder {
  readonly path: string;
  readonly newFolder: string | undefined;
}

/**
 * The project's folder as outputs see it. A link is followed, to a file or to a folder, as long as it stays inside:
 * writing changes what it leads to, and never the link.
 */
export class OutputFolder {
  /** Absolute, links followed. */
  readonly root: string;
  readonly #folders = new Map<string, Folder>([["", { path: "", newFolder: undefined }]]);

  constructor(root: string) {
    this.root = realpathSync(root);
  }

  /**
   * Finds an output.
   *
   * @param path - from the project's folder, as `outputPath` gives it.
   * @throws {UsageError} where a link leads outside or to nothing, and where no file can be.
   */
  find(path: string): Place {
    const { folder, name } = split(path);
    const { path: parent, newFolder } = this.#folder(folder);
    const file = parent === "" ? name : `${parent}/${name}`;
    if (newFolder !== undefined) return { path: file, found: undefined, newFolder };
    const found = lstatSync(join(this.root, file), { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) return this.find(this.#target(file));
    if (found && !found.isFile())
      throw new UsageError(`${path}: expected a file to write, but found a ${kindOf(found)}: move it away`);
    return { path: file, found, newFolder: undefined };
  }

  /**
   * The text of an output of which a part is generated.
   *
   * @throws {UsageError} where it is not UTF-8: what was put in its place could not be taken back.
   */
  read(path: string): string | undefined {
    const place = this.find(path);
    if (!place.found) return undefined;
    const text = this.textOf(place);
    if (text === undefined)
      throw new UsageError(`${path}: expected UTF-8, but found other bytes: save it as UTF-8`);
    return text;
  }

  /** The text at a place; `undefined` where there is no file, or not UTF-8. */
  textOf({ path, found }: Place): string | undefined {
    return found && readUtf8(join(this.root, path));
  }

  #folder(path: string): Folder {
    const known = this.#folders.get(path);
    if (known) return known;
    const folder = this.#findFolder(path);
    this.#folders.set(path, folder);
    return folder;
  }

  #findFolder(path: string): Folder {
    const { folder, name } = split(path);
    const parent = this.#folder(folder);
    const own = parent.path === "" ? name : `${parent.path}/${name}`;
    if (parent.newFolder !== undefined) return { path: own, newFolder: parent.newFolder };
    const found = lstatSync(join(this.root, own), { throwIfNoEntry: false });
    if (!found) return { path: own, newFolder: own };
    if (found.isSymbolicLink()) return this.#folder(this.#target(own));
    if (!found.isDirectory())
      throw new UsageError(
        `${path}: expected a folder to write into, but found a ${kindOf(found)}: move it away`,
      );
    return { path: own, newFolder: undefined };
  }

  /** Where a link leads, from the project's folder. */
  #target(link: string): string {
    let target: string;
    try {
      target = realpathSync(join(this.root, link));
    } catch (error) {
      throw new UsageError(`${link}: expected a link to something, but ${(error as Error).message}`);
    }
    if (target === this.root) return "";
    try {
      return outputPath(this.root, target);
    } catch {
      throw new UsageError(
        `${link}: the link leads to ${target}, outside of the project's folder ${this.root}: nothing is written there`,
      );
    }
  }
}

/**
 * An output's path from the project's folder, without detours.
 *
 * @throws {UsageError} where it is no path of a file in the folder.
 */
export function outputPath(root: string, path: string): string {
  const target = normalize(root, path);
  if (target === undefined)
    throw new UsageError(
      `the output ${JSON.stringify(path) ?? typeof path}: expected the path of a file in the project's folder ${root}`,
    );
  return target;
}

// `\p{Cc}` says the same, and takes longer to compile than all paths to be looked at.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for.
const controlCharacter = /[\0-\x1F\x7F-\x9F]/;

function normalize(root: string, path: unknown): string | undefined {
  if (typeof path !== "string" || path === "" || controlCharacter.test(path) || !path.isWellFormed())
    return undefined;
  const start = root.endsWith(sep) ? root : root + sep;
  const target = resolve(root, path);
  if (!target.startsWith(start)) return undefined;
  const inside = target.slice(start.length).replaceAll(sep, "/");
  return inside === "" || inside.split("/", 1)[0] === journalFolder ? undefined : inside;
}

function split(path: string): { folder: string; name: string } {
  const end = path.lastIndexOf("/");
  return { folder: end === -1 ? "" : path.slice(0, end), name: path.slice(end + 1) };
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "folder";
  return found.isFile() ? "file" : "device";
}

import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, extname, join, sep } from "node:path";

/** File systems keep time in steps, in milliseconds. */
const coarseness = 10;

/** What is looked for in one folder. */
interface Interest {
  /** Folders in it that lead to a source. */
  readonly folders: Set<string>;
  /** Whether sources are in the folder itself. */
  hasSources: boolean;
}

/**
 * Watches the folders of source files, and the folders above those: so a folder may be replaced, and one that is not
 * there may appear. Any file of a kind that sources are of counts, since a new one may be what an import means.
 */
export class SourceWatcher {
  readonly #top: string;
  readonly #changed: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #extensions = new Set<string>([".yaml", ".yml", ".json", ".jsonnet", ".libsonnet"]);
  #interests = new Map<string, Interest>();

  /**
   * @param root - the project's folder: it may be replaced too.
   * @param changed - called at every change, often several times for one edit.
   */
  constructor(root: string, changed: () => void) {
    this.#top = dirname(root);
    this.#changed = changed;
  }

  /**
   * Watches these files, absolute, and no others.
   *
   * @param readAt - when they began to be read, in milliseconds since 1970: what has changed since is a change, even
   *   though nobody watched yet.
   */
  watch(sources: Iterable<string>, readAt: number): void {
    this.#interests = new Map();
    for (const source of sources) {
      this.#extensions.add(extname(source));
      this.#interest(dirname(source)).hasSources = true;
      for (let folder = dirname(source); this.#mayClimb(folder); folder = dirname(folder))
        this.#interest(dirname(folder)).folders.add(basename(folder));
    }
    for (const [folder, watcher] of this.#watchers)
      if (!this.#interests.has(folder)) this.#close(folder, watcher);
    const armed = this.#arm();
    for (const source of sources)
      if (armed.has(dirname(source)) && isYounger(source, readAt)) {
        this.#changed();
        break;
      }
  }

  #interest(folder: string): Interest {
    const known = this.#interests.get(folder);
    if (known) return known;
    const interest = { folders: new Set<string>(), hasSources: false };
    this.#interests.set(folder, interest);
    return interest;
  }

  /** Nobody replaces what is above the project; a source elsewhere is followed up to the root of its tree. */
  #mayClimb(folder: string): boolean {
    return folder !== this.#top && dirname(dirname(folder)) !== dirname(folder);
  }

  /** Begins to watch what is there and not watched, the outer folders first: they tell what becomes of the inner. */
  #arm(): Set<string> {
    const armed = new Set<string>();
    const folders = [...this.#interests.keys()].sort((a, b) => a.length - b.length);
    for (const folder of folders) {
      if (this.#watchers.has(folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
      try {
        const watcher = watch(folder, (_event, name) => this.#onEvent(folder, name));
        watcher.on("error", () => this.#close(folder, watcher));
        this.#watchers.set(folder, watcher);
        armed.add(folder);
      } catch {
        // It went away just now, and its parent tells when it is back; or it may not be read.
      }
    }
    return armed;
  }

  #onEvent(folder: string, name: string | null): void {
    const interest = this.#interests.get(folder);
    if (!interest) return;
    const replaced = name === null ? [...interest.folders] : interest.folders.has(name) ? [name] : [];
    for (const inner of replaced) this.#forget(join(folder, inner));
    if (replaced.length > 0) this.#arm();
    const isSource = interest.hasSources && (name === null || this.#extensions.has(extname(name)));
    if (isSource || replaced.length > 0) this.#changed();
  }

  /** A watcher stays with a folder that was moved away: the one that has its place now needs another. */
  #forget(folder: string): void {
    for (const [watched, watcher] of this.#watchers)
      if (watched === folder || watched.startsWith(folder + sep)) this.#close(watched, watcher);
  }

  #close(folder: string, watcher: FSWatcher): void {
    watcher.close();
    if (this.#watchers.get(folder) === watcher) this.#watchers.delete(folder);
  }
}

function isYounger(file: string, time: number): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.mtimeMs > time - coarseness;
}

import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** What a cached bundle was made from. */
export interface CacheManifest {
  /** Of this package and of Node: a bundle of another one is not used. */
  readonly version: string;
  /** Every file that the bundle was made from, with what tells a change of it. */
  readonly inputs: readonly (readonly [path: string, stamp: string])[];
}

/** Distinguishes the bundles of other versions of this package. */
export const cacheVersion = `1 node ${process.versions.node}`;

/** Names in the cache folder of a project. */
export const cacheFiles = { manifest: "manifest.json", bundle: "project.cjs", valid: "valid.json" } as const;

/** Where a configuration's bundle is kept: `node_modules/.cache` beside it, else the user's cache folder. */
export function cacheFolder(root: string, config: string): string {
  const modules = join(root, "node_modules");
  const base = existsSync(modules)
    ? join(modules, ".cache", "chartmodel")
    : join(
        process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
        "chartmodel",
        root.replace(/[^A-Za-z0-9.]+/g, "-"),
      );
  return join(base, basename(config));
}

/** Changes whenever a file was written, moved into place or restored: inode, size, and times to the nanosecond. */
export function fileStamp(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}` : "missing";
}

/** The path of a project's bundle if it is there and all that it was made from is as it was. */
export function freshBundle(root: string, config: string): string | undefined {
  const folder = cacheFolder(root, config);
  let manifest: CacheManifest;
  try {
    manifest = JSON.parse(readFileSync(join(folder, cacheFiles.manifest), "utf8")) as CacheManifest;
  } catch {
    return undefined;
  }
  const isFresh =
    manifest.version === cacheVersion && manifest.inputs.every(([path, stamp]) => fileStamp(path) === stamp);
  return isFresh ? join(folder, cacheFiles.bundle) : undefined;
}

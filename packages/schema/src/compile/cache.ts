import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** A file and what tells a change of it. */
export type StampedFile = readonly [path: string, stamp: string];

/** What is known of a configuration as it was last read. */
export interface CacheManifest {
  /** Of this package and of Node: what another one left is not used. */
  readonly version: string;
  /** Every file that the configuration was made from, and every overlay that would change it. */
  readonly inputs: readonly StampedFile[];
  /** The generated files, where they were found up to date. */
  readonly outputs?: readonly StampedFile[];
  /** Printed values by {@link valuesKey}, each in a file of this name; only of a configuration that reads nothing but its sources. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Distinguishes what other versions of this package and of Node left. */
export const cacheVersion = `2 node ${process.versions.node}`;

/** Names in the cache folder of a configuration. */
export const cacheFiles = { manifest: "manifest.json", bundle: "project.cjs", valid: "valid.json" } as const;

/** The key of a chart's values in the manifest. */
export function valuesKey(environment: string, chart: string): string {
  return `${environment} ${chart}`;
}

/** Where a configuration's cache is: `node_modules/.cache` beside it, else the user's cache folder. */
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

/** Whether every file is as it was. */
export function areUnchanged(files: readonly StampedFile[]): boolean {
  return files.every(([path, stamp]) => fileStamp(path) === stamp);
}

/** The manifest of a configuration, if all that it was made from is as it was. */
export function freshManifest(folder: string): CacheManifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, cacheFiles.manifest), "utf8")) as CacheManifest;
    return manifest.version === cacheVersion && areUnchanged(manifest.inputs) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

import { existsSync, mkdirSync, statSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Those bits of a folder's mode that let other users write to it. */
const othersWrite = 0o022;

/**
 * Lets Node keep what it compiles, and the JavaScript that it makes of TypeScript, in a folder of this user's own. Both
 * are found by the text that they were made from: what is stale is not.
 *
 * Folders are made one by one: where the system says that there is no such place, as below /proc, Node's recursive
 * `mkdir` asks for ever.
 *
 * @returns the folder in it for the code that is made of models; `undefined` where nothing can be kept.
 */
export function keepCompiledCode(): string | undefined {
  const { XDG_CACHE_HOME } = process.env;
  try {
    const base = XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache");
    // Without HOME it would be the working folder.
    if (!isAbsolute(base)) return undefined;
    const folder = join(base, "chartmodel");
    for (const missing of [base, folder].filter((path) => !existsSync(path))) mkdirSync(missing, 0o700);
    // What another user could put there would be run.
    if (![base, folder].every(isOnlyOurs)) return undefined;
    enableCompileCache(folder);
    return join(folder, "models");
  } catch {
    // Without it everything works, and takes longer.
    return undefined;
  }
}

/** Windows keeps a user's profile from others by itself. */
function isOnlyOurs(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return !process.getuid || (uid === process.getuid() && (mode & othersWrite) === 0);
}

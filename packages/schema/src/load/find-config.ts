import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

const names = ["ts", "mts", "js", "mjs"].map((extension) => `chartmodel.config.${extension}`);

/** The name of the configuration file in a folder; `undefined` where there is none. */
export function configIn(folder: string): string | undefined {
  return names.find((candidate) => existsSync(join(folder, candidate)));
}

/** The project's configuration file: the first of `chartmodel.config.{ts,mts,js,mjs}` in a folder or above it. */
export function configAbove(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const name = configIn(folder);
    if (name) return join(folder, name);
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * As {@link configAbove}, absolute.
 *
 * @param given - the file or its folder, where a person names it.
 * @throws {UsageError} where there is none.
 */
export function findConfig(from: string, given?: string): string {
  if (given !== undefined) {
    if (!existsSync(given)) throw new UsageError(`there is no configuration ${given}`);
    if (!statSync(given).isDirectory()) return resolve(given);
    const name = configIn(given);
    if (!name) throw new UsageError(`there is no ${names.join(", ")} in ${given}`);
    return resolve(given, name);
  }
  const file = configAbove(from);
  if (!file)
    throw new UsageError(
      `there is no ${names.join(", ")} in ${from} or above it: name one with --config, or make one with \`chartmodel init\``,
    );
  return file;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFiles } from "../compile/cache.ts";
import { knownValid } from "../compile/compiled-models.ts";
import type { Project } from "../project/define-project.ts";
import { setLayer } from "../resolve/set-layer.ts";
import type { Command, OptionValues } from "./command.ts";
import { render } from "./commands/render.ts";
import { schema } from "./commands/schema.ts";
import { values } from "./commands/values.ts";

const commands: Record<string, Command> = { render, schema, values };

/**
 * Runs a command on a bundled project; gives the exit code, or `undefined` where the whole program is needed: for
 * other commands and options, and to report anything that is wrong. Nothing was written or printed then.
 *
 * @param folder - the bundle's own.
 */
export function runCached(
  project: Project,
  root: string,
  folder: string,
  [verb = "", ...args]: readonly string[],
): number | undefined {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (!command) return undefined;
  try {
    const valid = JSON.parse(readFileSync(join(folder, cacheFiles.valid), "utf8")) as string[];
    for (const key of valid) knownValid.add(key);
    const options = { ...command.options, set: { type: "string", multiple: true } } as const;
    const { set, ...given } = parseArgs({ args, options }).values as OptionValues & { set?: string[] };
    const layers = set ? [setLayer(set, project.environment.schema)] : [];
    const code = command.run({ project, root, options: () => ({ layers }) }, given, []);
    return typeof code === "number" ? code : undefined;
  } catch {
    return undefined;
  }
}

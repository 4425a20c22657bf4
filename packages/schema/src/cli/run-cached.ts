import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { cacheFiles } from "../compile/cache.ts";
import { knownValid } from "../compile/compiled-models.ts";
import type { Project } from "../project/define-project.ts";
import type { Command, OptionValues } from "./command.ts";
import { render } from "./commands/render.ts";
import { schema } from "./commands/schema.ts";
import { values } from "./commands/values.ts";

const commands: Record<string, Command> = { render, schema, values };

/**
 * Runs a command on a bundled project; gives the exit code, or `undefined` where the whole program is needed: for
 * other commands and options, for overlays, and to report anything that is wrong. Nothing was written or printed then.
 */
export function runCached(
  project: Project,
  root: string,
  folder: string,
  [verb = "", ...args]: readonly string[],
): number | undefined {
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (!command || hasOverlays(project, root)) return undefined;
  try {
    for (const key of JSON.parse(readFileSync(join(folder, cacheFiles.valid), "utf8")) as string[])
      knownValid.add(key);
    const { values: given } = parseArgs({ args, options: command.options });
    const code = command.run({ project, root, options: () => ({}) }, given as OptionValues, []);
    return typeof code === "number" ? code : undefined;
  } catch {
    return undefined;
  }
}

function hasOverlays({ overlay, environments }: Project, root: string): boolean {
  if (overlay === undefined) return false;
  for (const name of environments.keys())
    if (existsSync(resolve(root, overlay.replaceAll("{environment}", name)))) return true;
  return false;
}

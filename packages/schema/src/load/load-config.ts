import { existsSync, statSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Project } from "../project/define-project.ts";
import { sourceTracking } from "../resolve/define-environment.ts";
import { UsageError } from "../usage-error.ts";

/** A project and the files that it was read from. */
export interface LoadedConfig {
  readonly project: Project;
  /** Every module that was loaded but for those of `node_modules`, absolute, the configuration file among them. */
  readonly sources: readonly string[];
}

let generation = 0;

/**
 * Loads a configuration file, TypeScript included: Node strips the types, so that a stack trace has the real lines.
 * Every call loads the project's own modules anew, the libraries once.
 *
 * @param sources - gets the project's modules as they are found, so that they are known where loading fails too.
 * @throws whatever the configuration throws, as it is.
 * @throws {UsageError} if its default export is no project.
 */
export async function loadConfig(file: string, sources = new Set<string>()): Promise<LoadedConfig> {
  const version = ++generation;
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(withExtension(specifier, context.parentURL), context);
      if (!resolved.url.startsWith("file:") || resolved.url.includes("/node_modules/") || isOwn(resolved.url))
        return resolved;
      sources.add(fileURLToPath(resolved.url));
      return version === 1 ? resolved : { ...resolved, url: `${resolved.url.split("?")[0]}?v=${version}` };
    },
  });
  sourceTracking.enabled = true;
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: Project };
    if (!(module.default?.environments instanceof Map)) {
      throw new UsageError(
        `${file}: expected a default export made by defineProject, but found ${typeof module.default}`,
      );
    }
    return { project: module.default, sources: [...sources] };
  } finally {
    sourceTracking.enabled = false;
    hooks.deregister();
  }
}

const ownFolder = new URL(".", import.meta.url).href;

/** This package's modules, also where a workspace links them in from outside of `node_modules`. */
function isOwn(url: string): boolean {
  return url.startsWith(ownFolder);
}

/** Lets a relative import leave its extension out, or say `.js` for a `.ts` file, as bundlers do. */
function withExtension(specifier: string, parent: string | undefined): string {
  if (!parent || !/^\.\.?\//.test(specifier)) return specifier;
  const base = new URL(specifier, parent);
  if (statSync(base, { throwIfNoEntry: false })?.isFile()) return specifier;
  const stem = specifier.replace(/\.(?:js|mjs)$/, "");
  return (
    [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"]
      .map((end) => stem + end)
      .find((candidate) => existsSync(new URL(candidate, parent))) ?? specifier
  );
}

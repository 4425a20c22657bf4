import { realpathSync, statSync } from "node:fs";
import { type ResolveFnOutput, type ResolveHookSync, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Model } from "../model/create-model.ts";
import { definedModels } from "../model/defined-models.ts";
import type { Project } from "../project/define-project.ts";
import { refuseRepeated } from "../project/refuse-repeated.ts";
import { sourceTracking } from "../resolve/define-environment.ts";
import { UsageError } from "../usage-error.ts";

/** A project and the files that it was read from. */
export interface LoadedConfig {
  readonly project: Project;
  /** Every model that was defined, those of the charts too. */
  readonly models: readonly Model[];
  /** Every module that was loaded but for those of `node_modules`, absolute, the configuration file among them. */
  readonly sources: readonly string[];
}

let generation = 0;

/** Of all loads, by name: a library defines its own in the first one only. */
const models = new Map<string, Model>();

/**
 * Loads a configuration file, TypeScript included: Node strips the types, so that a stack trace has the real lines.
 * Every call loads the project's own modules anew, the libraries once.
 *
 * @param sources - gets the project's modules as they are found, so that they are known where loading fails too.
 * @throws whatever the configuration throws, as it is.
 * @throws {UsageError} if its default export is no project, and for two models of one name.
 */
export async function loadConfig(file: string, sources = new Set<string>()): Promise<LoadedConfig> {
  const version = ++generation;
  const resolve = createResolve();
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = resolve(specifier, context, nextResolve);
      if (!resolved.url.startsWith("file:") || resolved.url.includes("/node_modules/") || isOwn(resolved.url))
        return resolved;
      sources.add(fileURLToPath(resolved.url));
      return {
        ...resolved,
        // `npm init` writes "type": "commonjs", which would have imports in a .ts file refused.
        ...(/\.ts(?:$|\?)/.test(resolved.url) && { format: "module-typescript" }),
        ...(version > 1 && { url: `${resolved.url.split("?")[0]}?v=${version}` }),
      };
    },
  });
  sourceTracking.enabled = true;
  definedModels.length = 0;
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: Project };
    if (!(module.default?.environments instanceof Map)) {
      throw new UsageError(
        `${file}: expected a default export made by defineProject, but found ${typeof module.default}`,
      );
    }
    refuseRepeated(
      "model",
      definedModels.map(({ name }) => name),
    );
    for (const model of definedModels) models.set(model.name, model);
    return { project: module.default, models: [...models.values()], sources: [...sources] };
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

/**
 * Resolves the imports of a project. Node would look each up three times, at the cost of half its own start for fifty
 * modules; it is asked for what is no path, once for a folder, and where there is no file, for its message.
 */
function createResolve(): ResolveHookSync {
  const answers = new Map<string, ResolveFnOutput>();
  // Many modules import the same ones.
  const found = new Map<string, string | undefined>();
  return (specifier, context, ask) => {
    const { parentURL, conditions, importAttributes } = context;
    if (!parentURL || parentURL.includes("/node_modules/")) return ask(specifier, context);
    if (isRelative.test(specifier)) {
      const { href } = new URL(specifier, parentURL);
      if (!found.has(href)) found.set(href, findModule(fileURLToPath(href)));
      const url = found.get(href);
      return url === undefined ? ask(specifier, context) : { url, shortCircuit: true };
    }
    const folder = parentURL.slice(0, parentURL.lastIndexOf("/"));
    const question = JSON.stringify([specifier, folder, conditions, importAttributes]);
    const answer = answers.get(question) ?? { ...ask(specifier, context), shortCircuit: true };
    answers.set(question, answer);
    return answer;
  };
}

const isRelative = /^\.\.?\/[^%?#]*$/;

const ends = [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/** A relative import may leave its extension out, or say `.js` for a `.ts` file, as with bundlers. */
function findModule(path: string): string | undefined {
  const stem = path.replace(/\.(?:js|mjs)$/, "");
  const file = [path, ...ends.map((end) => stem + end)].find(isFile);
  return file && pathToFileURL(realpathSync.native(file)).href;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

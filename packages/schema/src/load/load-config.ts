import { createRequire, registerHooks } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Model } from "../model/create-model.ts";
import { definedModels } from "../model/defined-models.ts";
import type { Project } from "../project/define-project.ts";
import { refuseRepeated } from "../project/refuse-repeated.ts";
import { sourceTracking } from "../resolve/define-environment.ts";
import { UsageError } from "../usage-error.ts";
import { createLoad } from "./create-load.ts";
import { createResolve } from "./create-resolve.ts";
import type { FailedImport } from "./import-fault.ts";
import { strippedSources } from "./stripped-sources.ts";

/** A project and the files that it was read from. */
export interface LoadedConfig {
  readonly project: Project;
  /** Every model that was defined, those of the charts too. */
  readonly models: readonly Model[];
  /** Every module that was loaded but for those of `node_modules`, absolute, the configuration file among them. */
  readonly sources: readonly string[];
}

let generation = 0;

/** The project's modules of all loads. */
const loadedFiles = new Set<string>();

/** Of all loads, by name: a library defines its own in the first one only. */
const models = new Map<string, Model>();

/**
 * Loads a configuration file, TypeScript included: Node strips the types, so that a stack trace has the real lines.
 * Every call loads the project's own modules anew, the libraries once.
 *
 * @param sources - gets the project's modules as they are found, so that they are known where loading fails too.
 * @throws whatever the configuration throws, as it is.
 * @throws {UsageError} if its default export is no project, for two models of one name, for an import of the project that
 *   leads nowhere, and where Node has no WebAssembly.
 */
export async function loadConfig(file: string, sources = new Set<string>()): Promise<LoadedConfig> {
  if (typeof WebAssembly === "undefined")
    throw new UsageError(
      "Node needs WebAssembly to load a configuration, but runs without it here: leave --jitless out of its options",
    );
  const failed = new WeakMap<Error, FailedImport>();
  const files = new Map<string, string>();
  const stripped = strippedSources(file);
  const hooks = registerHooks({
    resolve: createResolve(++generation, files, failed),
    ...(stripped && { load: createLoad(files, stripped) }),
  });
  forgetRequired();
  sourceTracking.enabled = true;
  definedModels.length = 0;
  try {
    const module = (await import(pathToFileURL(file).href).catch((error: Error) =>
      explainImport(error, failed.get(error), dirname(file)),
    )) as { default?: Project };
    stripped?.keep();
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
    return { project: module.default, models: [...models.values()], sources: [...files.values()] };
  } finally {
    for (const source of files.values()) {
      sources.add(source);
      loadedFiles.add(source);
    }
    sourceTracking.enabled = false;
    hooks.deregister();
  }
}

/** What was required is remembered by its file, of which there are no versions. */
function forgetRequired(): void {
  if (loadedFiles.size === 0) return;
  const { cache } = createRequire(import.meta.url);
  for (const file of loadedFiles) delete cache[file];
}

/** Throws what an error of Node's about an import means, and any other error as it is. */
async function explainImport(error: Error, failed: FailedImport | undefined, root: string): Promise<never> {
  const { unknownExport, unresolvedImport } = await import("./import-fault.ts");
  const sentence = failed ? unresolvedImport(failed, error, root) : unknownExport(error, root);
  throw sentence === undefined ? error : new UsageError(sentence, { cause: error });
}

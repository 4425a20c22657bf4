import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { LoadedConfig } from "../load/load-config.ts";
import { definedModels } from "../model/define-model.ts";
import type { Project } from "../project/define-project.ts";
import { type Evaluation, evaluate } from "../project/evaluate.ts";
import { overlayOf } from "../project/overlay-of.ts";
import { valuesYaml } from "../render/values-yaml.ts";
import { renderProject } from "../write/render-project.ts";
import { readIfExists } from "../write/write-files.ts";
import {
  type CacheManifest,
  cacheFiles,
  cacheFolder,
  cacheVersion,
  fileStamp,
  type StampedFile,
  valuesKey,
} from "./cache.ts";
import { validKey } from "./compiled-models.ts";
import { bundleModels } from "./esbuild-plugin.ts";
import { readsOnlyItsSources } from "./purity.ts";

const require = createRequire(import.meta.url);

/** Environments whose results are compared and, if there are no more, remembered: looking up more would not be faster. */
const mostEnvironments = 100;

/**
 * Remembers a loaded configuration for the next calls of the program: a bundle of it, and what it gave. The bundle is
 * only kept if it gives for every environment what the configuration itself gives; whatever stands in the way, the
 * program works without a cache.
 */
export async function writeCache(
  { project, sources, loadedAt }: LoadedConfig,
  config: string,
): Promise<void> {
  const root = dirname(config);
  const folder = cacheFolder(root, config);
  const scratch = `${folder}.${process.pid}`;
  try {
    const own = ["index.js", "runtime.js"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
    const files = [...new Set([config, ...sources, ...own])];
    const overlays = overlayFiles(project, root);
    const isEdited = files.some((file) => statSync(file).mtimeMs >= loadedAt);
    if (isEdited || overlays.some((file) => fileStamp(file) !== "missing")) return;
    const inputs = [...files, ...overlays, ...installMarks(root)].map(stamped);

    mkdirSync(scratch, { recursive: true });
    const bundle = join(scratch, cacheFiles.bundle);
    await bundleConfig(config, root, bundle);
    const bundled = (require(bundle) as { project: Project }).project;
    const names = [...project.environments.keys()];
    const evaluations = sample(names, mostEnvironments).map((name) => evaluate(project, name));
    if (!isDeepStrictEqual(names, [...bundled.environments.keys()]) || !givesTheSame(evaluations, bundled))
      return;

    const isSmall = names.length <= mostEnvironments;
    writeFileSync(
      join(scratch, cacheFiles.valid),
      JSON.stringify(isSmall ? validValues(project, evaluations) : []),
    );
    const isPure = isSmall && (await readsOnlyItsSources(config));
    const manifest: CacheManifest = {
      version: cacheVersion,
      inputs,
      ...(isPure && { values: writeValues(project, evaluations, scratch) }),
      ...(isPure && currentOutputs(project, root)),
    };
    writeFileSync(join(scratch, cacheFiles.manifest), JSON.stringify(manifest));
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
  } catch {
    // A cache that cannot be written costs time, not correctness.
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** At most so many of a list, evenly spread over it. */
function sample<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return Array.from(
    { length: Math.min(list.length, most) },
    (_, index) => list[Math.floor(index * step)] as T,
  );
}

const stamped = (path: string): StampedFile => [path, fileStamp(path)];

/** What npm, pnpm and Yarn write anew when they install: a package that the configuration imports may be another then. */
function installMarks(root: string): string[] {
  return [".package-lock.json", ".modules.yaml", ".yarn-state.yml"].map((name) =>
    join(root, "node_modules", name),
  );
}

function overlayFiles(project: Project, root: string): string[] {
  return [...project.environments.keys()].flatMap((name) => overlayOf(project, root, name) ?? []);
}

async function bundleConfig(config: string, root: string, outfile: string): Promise<void> {
  const { build } = require("esbuild") as typeof import("esbuild");
  await build({
    stdin: {
      contents: `import project from ${JSON.stringify(config)};
import { runCached } from "@chartmodel/schema";
export { project };
export const run = (argv) => runCached(project, ${JSON.stringify(root)}, __dirname, argv);`,
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: `node${process.versions.node}`,
    minify: true,
    keepNames: false,
    logLevel: "silent",
    logOverride: { "empty-import-meta": "error" },
    plugins: [bundleModels(() => definedModels)],
  });
}

function givesTheSame(evaluations: readonly Evaluation[], bundled: Project): boolean {
  return evaluations.every(({ name, values, issues }) => {
    const found = evaluate(bundled, name);
    return isDeepStrictEqual([found.values, found.issues], [values, issues]);
  });
}

/** The values that the checks accept, so that the next calls need not load the checks. */
function validValues(project: Project, evaluations: readonly Evaluation[]): string[] {
  return evaluations
    .filter(isFine)
    .flatMap(({ resolved, values }) => [
      validKey(project.environment.name, resolved.value),
      ...Object.entries(project.charts).map(([key, chart]) => validKey(chart.name, values?.[key])),
    ]);
}

/** What `chartmodel values` prints, in a file for each environment and chart. */
function writeValues(
  project: Project,
  evaluations: readonly Evaluation[],
  folder: string,
): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { name, values } of evaluations.filter(isFine)) {
    for (const [key, chart] of Object.entries(project.charts)) {
      const file = `values-${Object.keys(files).length}.yaml`;
      writeFileSync(join(folder, file), valuesYaml(chart, name, values?.[key], `${chart.path}/values.yaml`));
      files[valuesKey(name, chart.name)] = file;
    }
  }
  return files;
}

const isFine = ({ issues }: Evaluation): boolean => issues.length === 0;

/** The generated files, if every one is as `render` would write it. */
function currentOutputs(project: Project, root: string): Pick<CacheManifest, "outputs"> {
  const outputs: StampedFile[] = [];
  let isCurrent = true;
  try {
    const take = (path: string, content: string) => {
      outputs.push(stamped(path));
      isCurrent &&= readIfExists(path) === content;
    };
    renderProject(project, take, { root, read: readIfExists });
  } catch {
    isCurrent = false;
  }
  return isCurrent ? { outputs } : {};
}

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { definedModels } from "../model/define-model.ts";
import type { Project } from "../project/define-project.ts";
import { evaluate } from "../project/evaluate.ts";
import { type CacheManifest, cacheFiles, cacheFolder, cacheVersion, fileStamp } from "./cache.ts";
import { validKey } from "./compiled-models.ts";
import { bundleModels } from "./esbuild-plugin.ts";

const require = createRequire(import.meta.url);

/**
 * Bundles a loaded configuration for the next calls of the program. The bundle is only kept if it gives for every
 * environment what the configuration itself gives; whatever stands in the way, the program works without it.
 */
export async function writeCache(
  project: Project,
  config: string,
  sources: readonly string[],
): Promise<void> {
  const root = dirname(config);
  const folder = cacheFolder(root, config);
  const scratch = `${folder}.${process.pid}`;
  try {
    const own = ["index.js", "runtime.js"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
    const inputs = [...new Set([config, ...sources, ...own])].map((path) => [path, fileStamp(path)] as const);
    mkdirSync(scratch, { recursive: true });
    const bundle = join(scratch, cacheFiles.bundle);
    await bundleConfig(config, root, bundle);
    const bundled = (require(bundle) as { project: Project }).project;
    if (!givesTheSame(project, bundled)) return;
    writeFileSync(join(scratch, cacheFiles.valid), JSON.stringify(validValues(project)));
    const manifest: CacheManifest = { version: cacheVersion, inputs };
    writeFileSync(join(scratch, cacheFiles.manifest), JSON.stringify(manifest));
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
  } catch {
    // A cache that cannot be written costs time, not correctness.
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: "silent",
    logOverride: { "empty-import-meta": "error" },
    plugins: [bundleModels(() => definedModels)],
  });
}

/** Up to this many characters, reading what is known to be valid is cheaper than loading the checks. */
const mostRemembered = 1_000_000;

/** The values of every environment that the checks accept, so that the next calls need not load the checks. */
function validValues(project: Project): string[] {
  const keys: string[] = [];
  let length = 0;
  for (const name of project.environments.keys()) {
    const { resolved, values, issues } = evaluate(project, name);
    if (issues.length > 0 || !values) continue;
    keys.push(validKey(project.environment.name, resolved.value));
    for (const [key, chart] of Object.entries(project.charts)) keys.push(validKey(chart.name, values[key]));
    length += keys.at(-1)?.length ?? 0;
    if (length > mostRemembered) return [];
  }
  return keys;
}

function givesTheSame(project: Project, bundled: Project): boolean {
  const names = [...project.environments.keys()];
  if (!isDeepStrictEqual(names, [...bundled.environments.keys()])) return false;
  return names.every((name) => {
    const expected = evaluate(project, name);
    const found = evaluate(bundled, name);
    return isDeepStrictEqual([expected.values, expected.issues], [found.values, found.issues]);
  });
}

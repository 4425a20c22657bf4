import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { print } from "./cli/print.ts";
import { upToDate } from "./cli/up-to-date.ts";
import {
  areUnchanged,
  type CacheManifest,
  cacheFiles,
  cacheFolder,
  freshManifest,
  valuesKey,
} from "./compile/cache.ts";
import { findConfig } from "./load/find-config.ts";

/**
 * Answers from what is known of the project that the working folder is in, as long as none of its files changed: at
 * best without running it, else from its bundle, in both cases without TypeBox, ajv and YAML library. Gives the exit
 * code, or `undefined` where the whole program is needed.
 */
export function runFromCache(argv: readonly string[]): number | undefined {
  if (!["render", "schema", "values"].includes(argv[0] ?? "")) return undefined;
  try {
    const config = findConfig(process.cwd());
    const folder = cacheFolder(dirname(config), config);
    const manifest = freshManifest(folder);
    if (!manifest) return undefined;
    return answerFromManifest(argv, manifest, folder) ?? runBundle(argv, join(folder, cacheFiles.bundle));
  } catch {
    return undefined;
  }
}

/** The commands in the form in which people give them; every other form is for the bundle. */
function answerFromManifest(
  argv: readonly string[],
  manifest: CacheManifest,
  folder: string,
): number | undefined {
  const [verb, ...rest] = argv;
  if (verb === "render" && rest.length === 0 && manifest.outputs && areUnchanged(manifest.outputs)) {
    process.stderr.write(`${upToDate(manifest.outputs.length)}\n`);
    return 0;
  }
  if (verb !== "values" || rest.length !== 4) return undefined;
  const options = new Map([rest.slice(0, 2), rest.slice(2)] as [string, string][]);
  const file = manifest.values?.[valuesKey(options.get("--env") ?? "", options.get("--chart") ?? "")];
  if (file === undefined) return undefined;
  print(readFileSync(join(folder, file), "utf8"));
  return 0;
}

function runBundle(argv: readonly string[], bundle: string): number | undefined {
  const { run } = createRequire(bundle)(bundle) as { run: (argv: readonly string[]) => number | undefined };
  return run(argv);
}

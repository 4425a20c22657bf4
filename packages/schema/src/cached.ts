import { createRequire } from "node:module";
import { dirname } from "node:path";
import { freshBundle } from "./compile/cache.ts";
import { findConfig } from "./load/find-config.ts";

/**
 * Answers from the bundle of the project that the working folder is in: a process without TypeBox, ajv and YAML
 * library. Gives the exit code, or `undefined` where the whole program is needed.
 */
export function runFromCache(argv: readonly string[]): number | undefined {
  if (!["render", "schema", "values"].includes(argv[0] ?? "")) return undefined;
  try {
    const config = findConfig(process.cwd());
    const bundle = freshBundle(dirname(config), config);
    if (bundle === undefined) return undefined;
    const { run } = createRequire(bundle)(bundle) as { run: (argv: readonly string[]) => number | undefined };
    return run(argv);
  } catch {
    return undefined;
  }
}

import { readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { transform } from "esbuild";
import { rollup } from "rollup";

/**
 * Puts what is loaded together into one file: esbuild makes one for each set of entries that share something, and to find
 * thirty files takes Node longer than to run what is in them. What no entry reaches any more is left out, and space too.
 *
 * @param entries - names of the files in the folder that others import.
 * @param together - names of files, each after those whose files it loads too, all of which a process loads.
 */
export async function mergeChunks(
  folder: string,
  entries: readonly string[],
  together: readonly string[],
): Promise<void> {
  const fileOf = (name: string) => resolve(folder, `${name}.js`);
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((name) => [name, fileOf(name)])),
    external: (id) => !id.startsWith(".") && !resolve(id).startsWith(resolve(folder)),
    treeshake: { moduleSideEffects: false },
    logLevel: "silent",
    // Names stay, for stack traces.
    plugins: [{ name: "less-space", renderChunk: (code) => transform(code, { minifyWhitespace: true }) }],
  });
  const files = new Set(entries.map(fileOf));
  for (const name of readdirSync(folder)) if (name.endsWith(".js")) rmSync(join(folder, name));
  await bundle.write({
    dir: folder,
    format: "esm",
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    chunkFileNames: ({ name }) => `${name}.js`,
    manualChunks(id, { getModuleInfo }) {
      const loads = (name: string) =>
        reachable(fileOf(name), (from) => getModuleInfo(from)?.importedIds ?? []).has(id);
      const name = files.has(id) ? undefined : together.find(loads);
      return name && `chunk-${name}`;
    },
  });
  await bundle.close();
}

function reachable(start: string, importsOf: (file: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const left = [start];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    left.push(...importsOf(file));
  }
  return found;
}

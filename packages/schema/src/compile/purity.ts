import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Globals that give another answer in another process. */
const impure = [
  "process",
  "Date",
  "Math.random",
  "performance",
  "crypto",
  "fetch",
  "globalThis",
  "global",
  "require",
];

/** Stands for an impure global in the text that is searched. */
const mark = "__chartmodel_impure__";

/**
 * Whether a configuration depends on nothing but its own files: no environment variables, no clock, no other files,
 * no packages that might read such things.
 */
export async function readsOnlyItsSources(config: string): Promise<boolean> {
  const { build } = require("esbuild") as typeof import("esbuild");
  const { metafile, outputFiles } = await build({
    entryPoints: [config],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    packages: "external",
    define: Object.fromEntries(impure.map((name) => [name, mark])),
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const text = outputFiles.map((file) => file.text).join("");
  const isImpure = text.includes(mark) || text.includes("import.meta") || /\bimport\s*\(/.test(text);
  return !isImpure && imports.every(({ path }) => path === "@chartmodel/schema");
}

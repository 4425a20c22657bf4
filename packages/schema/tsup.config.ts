import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { builtFrom } from "./scripts/built-from.ts";
import { builtinModules } from "./scripts/builtin-modules.ts";
import { bundledLicenses } from "./scripts/bundled-licenses.ts";
import { mergeChunks } from "./scripts/merge-chunks.ts";

const entry = {
  index: "src/index.ts",
  cli: "src/cli.ts",
  esbuild: "src/esbuild.ts",
  runtime: "src/runtime.ts",
  "answer-process": "src/answer-process.ts",
};

export default defineConfig({
  // The program's file has a name of its own until it is merged with what it loads.
  entry: { ...entry, main: "src/cli/main.ts" },
  format: "esm",
  target: "node22",
  dts: {
    entry: { index: "src/index.ts", esbuild: "src/esbuild.ts" },
    // The private package, and what its files import of each other.
    resolve: ["@chartmodel/json-schema", "@chartmodel/kubernetes", /^\.\.?\//],
    compilerOptions: { ignoreDeprecations: "6.0" },
  },
  // Bundled, TypeBox loads in 12 ms; from its 500 files it takes 180 ms. Its types stay a dependency.
  noExternal: ["@chartmodel/json-schema", "@chartmodel/kubernetes", "typebox", /^ajv\/dist\/refs\//],
  define: { BUILT_FROM: JSON.stringify(builtFrom()) },
  plugins: [builtinModules],
  splitting: true,
  esbuildPlugins: [bundledLicenses],
  clean: true,
  async onSuccess() {
    await mergeChunks("dist", Object.keys(entry), ["runtime", "index", "main"]);
    // Read when it is first needed.
    await copyFile("../kubernetes/src/definitions.json", "dist/definitions.json");
  },
});

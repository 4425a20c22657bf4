import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defineConfig } from "tsup";

// tsup would bundle what is imported here from the sources, where tsconfig.json leads.
const require = createRequire(import.meta.url);
const { chartmodel }: typeof import("@chartmodel/schema/esbuild") = require("@chartmodel/schema/esbuild");

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "node22",
  dts: { resolve: [/^\.\.?\//], compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  // Half the code to read, for whoever imports it.
  minify: true,
  // The models are compiled into the bundle: a program that renders values loads neither TypeBox nor ajv.
  noExternal: ["@chartmodel/schema"],
  esbuildPlugins: [
    chartmodel({ config: fileURLToPath(new URL("../../chartmodel.config.ts", import.meta.url)) }),
  ],
});

import { copyFile } from "node:fs/promises";
import { defineConfig } from "tsup";
import { builtFrom } from "../schema/scripts/built-from.ts";
import { bundledLicenses } from "../schema/scripts/bundled-licenses.ts";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "node22",
  dts: { resolve: ["@chartmodel/json-schema", /^\.\.?\//], compilerOptions: { ignoreDeprecations: "6.0" } },
  noExternal: ["@chartmodel/json-schema", "@chartmodel/kubernetes"],
  define: { BUILT_FROM: JSON.stringify(builtFrom()) },
  esbuildPlugins: [bundledLicenses],
  treeshake: true,
  clean: true,
  // Read when it is first needed.
  onSuccess: () => copyFile("../kubernetes/src/definitions.json", "dist/definitions.json"),
});

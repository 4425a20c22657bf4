import { fileURLToPath } from "node:url";
import { chartmodel } from "@chartmodel/schema/esbuild";
import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "node22",
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
  clean: true,
  // Half the code to read, for whoever imports it.
  minify: true,
  // The models are compiled into the bundle: a program that renders values loads neither TypeBox nor ajv.
  noExternal: ["@chartmodel/schema"],
  esbuildPlugins: [
    chartmodel({ config: fileURLToPath(new URL("../../chartmodel.config.ts", import.meta.url)) }),
  ],
});

import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts" },
  format: "esm",
  target: "node22",
  dts: { resolve: [/^\.\.?\//], compilerOptions: { ignoreDeprecations: "6.0" } },
  treeshake: true,
  clean: true,
});

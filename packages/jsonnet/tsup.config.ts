import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", worker: "src/worker.ts" },
  format: "esm",
  target: "node22",
  dts: { entry: "src/index.ts", resolve: [/^\.\.?\//], compilerOptions: { ignoreDeprecations: "6.0" } },
  treeshake: true,
  clean: true,
});

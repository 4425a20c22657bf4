import { fileURLToPath } from "node:url";
import { chartmodel } from "@chartmodel/schema/esbuild";
import { build } from "esbuild";

// Models and validators are compiled into the bundle, which then needs no node_modules.
await build({
  entryPoints: ["main.ts"],
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22",
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  plugins: [chartmodel({ config: fileURLToPath(new URL("chartmodel.config.ts", import.meta.url)) })],
});

export { chartmodel } from "./compile/esbuild-plugin.ts";

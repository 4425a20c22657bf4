import { configDefaults, defineConfig } from "vitest/config";

/** A part of the workspace: its tests stand beside its sources, and in `tests/` those of the whole. */
const part = (name: string, include: string, exclude: string[] = []) => ({
  test: {
    name,
    include: [include],
    exclude: [...configDefaults.exclude, ...exclude],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      part("json-schema", "packages/json-schema/test/**/*.test.ts"),
      part("kubernetes", "packages/kubernetes/test/**/*.test.ts"),
      part("jsonnet", "packages/jsonnet/test/**/*.test.ts"),
      part("lint", "packages/lint/test/**/*.test.ts"),
      part("schema", "packages/schema/test/**/*.test.ts"),
      part("config", "packages/config/test/**/*.test.ts"),
      // What takes minutes, or builds with a tool of its own: `npm run test:long`.
      part("long", "packages/*/test/**/*.long.ts"),
      part("workspace", "tests/**/*.test.ts"),
    ],
  },
});

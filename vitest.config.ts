import { configDefaults, defineConfig } from "vitest/config";

/** Tests that take seconds, mostly for the programs that they start: `npm run test:quick` leaves them out. */
const slow = "**/*.slow.test.ts";

/** Tests of what the packages are where they are installed. */
const installed = ["tests/packages/*.long.ts", "tests/examples.long.ts"];

/** A part of the workspace: its tests stand beside its sources, and in `tests/` those of the whole. */
const part = (name: string, include: string, exclude: string[]) => ({
  test: {
    name,
    include: [include],
    exclude: [...configDefaults.exclude, ...exclude],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig(({ mode }) => {
  const exclude = mode === "quick" ? [slow] : [];
  return {
    test: {
      projects: [
        part("json-schema", "packages/json-schema/test/**/*.test.ts", exclude),
        part("kubernetes", "packages/kubernetes/test/**/*.test.ts", exclude),
        part("jsonnet", "packages/jsonnet/test/**/*.test.ts", exclude),
        part("lint", "packages/lint/test/**/*.test.ts", exclude),
        part("mcp", "packages/mcp/test/**/*.test.ts", exclude),
        part("schema", "packages/schema/test/**/*.test.ts", exclude),
        part("config", "packages/config/test/**/*.test.ts", exclude),
        // What takes minutes, or builds with a tool of its own: `npm run test:long`.
        part("long", "{packages/*/test,tests}/**/*.long.ts", installed),
        // One after the other: each takes both processors.
        {
          test: {
            ...part("installed", `{${installed}}`, []).test,
            globalSetup: "tests/packages/pack-once.ts",
            testTimeout: 600_000,
            maxWorkers: 1,
            sequence: { groupOrder: 1 },
          },
        },
        part("browser", "tests/browser/**/*.test.ts", []),
        part("workspace", "tests/**/*.test.ts", ["tests/browser/**"]),
      ],
    },
  };
});

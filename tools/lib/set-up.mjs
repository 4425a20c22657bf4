import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createProgress } from "./progress.mjs";
import { isUpToDate, runStep } from "./steps.mjs";
import { root } from "./workspace.mjs";

const stateDir = join(root, "node_modules", ".cache", "set-up");

const schemaInputs = [
  "pnpm-lock.yaml",
  "packages/json-schema/src",
  "packages/kubernetes/src",
  "packages/schema/scripts",
  "packages/schema/src",
  "packages/schema/tsup.config.ts",
  "tsconfig.json",
];

/** Everything that the workspace's programs need, each step again when its inputs change. */
const steps = [
  {
    name: "packages",
    title: "Installing packages",
    command: ["npx", "-y", "pnpm@12.21.0", "install", "--frozen-lockfile"],
    cwd: ".",
    inputs: [
      "pnpm-lock.yaml",
      "pnpm-workspace.yaml",
      "package.json",
      "packages/json-schema/package.json",
      "packages/jsonnet/package.json",
      "packages/kubernetes/package.json",
      "packages/lint/package.json",
      "packages/mcp/package.json",
      "packages/schema/package.json",
      "packages/config/package.json",
    ],
    output: "node_modules/.bin/tsup",
  },
  {
    name: "jsonnet",
    title: "Building jsonnet-ts",
    command: ["tsup", "--no-dts"],
    cwd: "packages/jsonnet",
    inputs: ["pnpm-lock.yaml", "packages/jsonnet/src", "packages/jsonnet/tsup.config.ts"],
    output: "packages/jsonnet/dist/index.js",
  },
  {
    name: "lint",
    title: "Building @chartmodel/lint",
    command: ["tsup", "--no-dts"],
    cwd: "packages/lint",
    inputs: [
      "pnpm-lock.yaml",
      "packages/json-schema/src",
      "packages/kubernetes/src",
      "packages/lint/src",
      "packages/lint/tsup.config.ts",
      "packages/schema/scripts",
      "tsconfig.json",
    ],
    output: "packages/lint/dist/index.js",
  },
  {
    name: "mcp",
    title: "Building @chartmodel/mcp",
    command: ["tsup", "--no-dts"],
    cwd: "packages/mcp",
    inputs: ["pnpm-lock.yaml", "packages/mcp/src", "packages/mcp/tsup.config.ts", "tsconfig.json"],
    output: "packages/mcp/dist/index.js",
  },
  {
    name: "schema",
    title: "Building @chartmodel/schema",
    command: ["tsup", "--no-dts"],
    cwd: "packages/schema",
    inputs: schemaInputs,
    output: "packages/schema/dist/index.js",
  },
  {
    name: "config",
    title: "Building @todo-stack/config",
    command: ["tsup", "--no-dts"],
    cwd: "packages/config",
    // It has the other package's build in its own.
    inputs: [
      ...schemaInputs,
      "packages/config/src",
      "packages/config/tsup.config.ts",
      "chartmodel.config.ts",
    ],
    output: "packages/config/dist/index.js",
  },
];

/**
 * Installs and builds what is missing or stale, and puts the workspace's programs first on PATH, a Node that is new
 * enough among them.
 *
 * @throws {StepError} with the output of the step that failed.
 */
export async function setUp(progress = createProgress()) {
  const bin = join(root, "node_modules", ".bin");
  process.env.PATH = [bin, process.env.PATH].join(delimiter);
  for (const step of steps) {
    if (!isUpToDate(root, stateDir, step)) await progress.during(step.title, runStep(root, stateDir, step));
    if (step.name === "packages") requireNode(bin);
  }
}

/** The toolchain needs Node 22.18; where npm has no newer one for this platform, the machine's own must do. */
function requireNode(bin) {
  if (existsSync(join(bin, "node"))) return;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  throw new Error(
    `This platform needs Node 22.18 or newer, but this is ${process.versions.node}: install a newer one.`,
  );
}

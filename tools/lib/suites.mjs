const vitest = (project) => (report) => [
  "vitest",
  "run",
  `--project=${project}`,
  "--reporter=default",
  "--reporter=junit",
  `--outputFile.junit=${report}`,
];

/**
 * The suites of `npm test`, in their order: the quick ones first.
 *
 * `command(report)` runs one and writes a JUnit report there; with `counts: "exit"` the exit code alone is its result.
 */
export const suites = [
  {
    name: "types",
    title: "Types",
    command: () => ["node", "node_modules/typescript7/bin/tsc", "--noEmit"],
    counts: "exit",
  },
  { name: "lint", title: "Lint and format", command: () => ["biome", "check", "."], counts: "exit" },
  { name: "json-schema", title: "@chartmodel/json-schema", command: vitest("json-schema") },
  { name: "kubernetes", title: "@chartmodel/kubernetes", command: vitest("kubernetes") },
  { name: "jsonnet", title: "jsonnet-ts", command: vitest("jsonnet") },
  { name: "charts", title: "@chartmodel/lint", command: vitest("lint") },
  { name: "schema", title: "@chartmodel/schema", command: vitest("schema") },
  { name: "config", title: "@todo-stack/config", command: vitest("config") },
  {
    name: "backend",
    title: "Backend",
    cwd: "backend",
    command: (report) => ["../.dev/venv-test/bin/python", "-m", "pytest", "-ra", `--junit-xml=${report}`],
  },
  {
    name: "frontend",
    title: "Frontend",
    cwd: "frontend",
    command: (report) => [
      "node_modules/.bin/vitest",
      "run",
      "--reporter=default",
      "--reporter=junit",
      `--outputFile.junit=${report}`,
    ],
  },
  { name: "workspace", title: "The stack as a whole", command: vitest("workspace") },
];

const vitestReports = (report) => [
  ...["--reporter=default", "--reporter=junit", `--outputFile.junit=${report}`],
  // It takes any output for a terminal's.
  process.stdout.isTTY ? "--color" : "--no-color",
];

const vitest =
  (project, ...more) =>
  (report, { quick }) => [
    "vitest",
    "run",
    `--project=${project}`,
    ...vitestReports(report),
    ...(quick ? ["--mode=quick"] : []),
    ...more,
  ];

/**
 * The suites of `npm test`. Of those that could start, the first goes first: what says most in a moment, then what
 * takes longest, so that nothing long is left over at the end.
 *
 * `command(report, { quick })` runs one and writes a JUnit report there; with `counts: "exit"` the exit code alone is
 * its result. `quick` leaves out what is slow: `*.slow.test.ts`, and what pytest marks so. A suite without `isQuick` is
 * slow as a whole. `needs` names what has to be prepared beside the workspace.
 */
export const suites = [
  {
    name: "types",
    title: "Types",
    isQuick: true,
    // The application's benchmark signs tokens as the page does.
    needs: ["packages"],
    // Other suites go on beside it, and threads would each work out the same types.
    command: () => ["node", "node_modules/typescript7/bin/tsc", "--noEmit", "--singleThreaded"],
    counts: "exit",
  },
  {
    name: "lint",
    title: "Lint and format",
    isQuick: true,
    needs: [],
    command: () => ["biome", "check", "."],
    counts: "exit",
  },
  { name: "browser", title: "The page in a browser", needs: ["application"], command: vitest("browser") },
  {
    name: "backend",
    title: "Backend",
    isQuick: true,
    needs: ["python-test-packages"],
    cwd: "backend",
    command: (report, { quick }) => [
      ...["../.dev/venv-test/bin/python", "-m", "pytest", `--junit-xml=${report}`],
      ...(quick ? ["-m", "not slow and not postgres"] : []),
    ],
  },
  { name: "workspace", title: "The stack as a whole", needs: ["application"], command: vitest("workspace") },
  { name: "schema", title: "@chartmodel/schema", isQuick: true, needs: [], command: vitest("schema") },
  { name: "charts", title: "@chartmodel/lint", isQuick: true, needs: [], command: vitest("lint") },
  { name: "mcp", title: "@chartmodel/mcp", needs: [], command: vitest("mcp") },
  {
    name: "frontend",
    title: "Frontend",
    isQuick: true,
    needs: ["packages"],
    cwd: "frontend",
    command: (report) => ["node_modules/.bin/vitest", "run", ...vitestReports(report)],
  },
  { name: "config", title: "@todo-stack/config", isQuick: true, needs: [], command: vitest("config") },
  { name: "jsonnet", title: "jsonnet-ts", isQuick: true, needs: [], command: vitest("jsonnet") },
  {
    name: "kubernetes",
    title: "@chartmodel/kubernetes",
    isQuick: true,
    needs: [],
    command: vitest("kubernetes"),
  },
  {
    name: "json-schema",
    title: "@chartmodel/json-schema",
    isQuick: true,
    needs: [],
    command: vitest("json-schema"),
  },
];

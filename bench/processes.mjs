import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareNode, comparePairs } from "./pairs.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/schema/bin/chartmodel.cjs");
const values = ["values", "--env", "local", "--chart", "todo-backend"];

/** Edits of a text that is in the file, each time to another. */
const edits = [
  {
    what: "an environment",
    file: "packages/config/src/environments/staging.ts",
    edit: (text, n) => `${text}\n// ${n}\n`,
    most: 3,
  },
  {
    what: "a rule",
    file: "packages/config/src/rules/pods.ts",
    edit: (text, n) => `${text}\n// ${n}\n`,
    most: 3,
  },
  {
    what: "the projection",
    file: "packages/config/src/projection/backend-values.ts",
    edit: (text, n) => `${text}\n// ${n}\n`,
    most: 3,
  },
  {
    what: "a chart's model",
    file: "packages/config/src/charts/backend.ts",
    edit: (text, n) => text.replace(/description: "/, `description: "${n}. `),
    most: 8,
  },
];

/** What the program takes as a process: after an edit of a copy of the project, and when nothing changed. */
export function* measureProcesses() {
  const folder = copyProject();
  const cache = join(folder, "cache");
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  try {
    for (const args of [values, ["render"]]) {
      const command = { args: [program, ...args], cwd: folder, env };
      for (const { what, file, edit, most } of edits) {
        const path = join(folder, file);
        const text = readFileSync(path, "utf8");
        let n = 0;
        const prepare = () => writeFileSync(path, edit(text, ++n));
        yield row(`chartmodel ${args[0]} after an edit of ${what}`, { ...command, prepare }, most);
        writeFileSync(path, text);
      }
      yield row(`chartmodel ${args[0]}, nothing changed`, command, 2.5);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(what, command, most) {
  const { command: time, floor, ratio } = comparePairs(command, bareNode);
  const found = `${ratio.toFixed(2)} × (${time.toFixed(1)} ms over ${floor.toFixed(1)} ms)`;
  return { what, found, aim: `at most ${most} ×` };
}

/** The project's sources in a folder of their own, so that no edit touches the repository. */
function copyProject() {
  const folder = mkdtempSync(join(tmpdir(), "chartmodel-bench-"));
  mkdirSync(join(folder, "cache"), { mode: 0o700 });
  for (const file of [
    "package.json",
    "chartmodel.config.ts",
    "charts",
    "environments",
    "docs",
    "gitops",
    "dev",
  ])
    cpSync(join(root, file), join(folder, file), { recursive: true });
  for (const file of ["package.json", "src"])
    cpSync(join(root, "packages/config", file), join(folder, "packages/config", file), { recursive: true });
  for (const modules of ["node_modules", "packages/config/node_modules"])
    symlinkSync(join(root, modules), join(folder, modules));
  return folder;
}

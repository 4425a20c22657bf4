import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareNode, comparePairs } from "./pairs.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/schema/bin/chartmodel.cjs");
const values = ["values", "--env", "local", "--chart", "todo-backend"];

/** What the program takes as a process, while the model is as it was the last time and when it was never read. */
export function* measureProcesses() {
  const command = (args) => ({ args: [program, ...args], cwd: root });
  rmSync(join(root, "node_modules/.cache/chartmodel"), { recursive: true, force: true });
  const start = performance.now();
  spawnSync(process.execPath, [program, ...values], { cwd: root });
  const first = performance.now() - start;
  const cases = [
    ["chartmodel values", values, "at most 1.15 ×"],
    [
      "chartmodel values --set (not remembered: computed)",
      [...values, "--set", "backend.config.logLevel=debug"],
      "none",
    ],
    ["chartmodel render, all files up to date", ["render"], "at most 1.5 ×"],
  ];
  for (const [what, args, aim] of cases) {
    const { command: time, floor, ratio } = comparePairs(command(args), bareNode);
    yield { what, found: `${ratio.toFixed(2)} × (${time.toFixed(1)} ms over ${floor.toFixed(1)} ms)`, aim };
  }
  yield {
    what: "chartmodel values, first call after an edit of the model",
    found: `${first.toFixed(0)} ms`,
    aim: "none",
  };
}

/**
 * The long forms of the tests: npm run test:long. Ends with the numbers that they measured, and the time that they took;
 * where everything passed and nothing was left out, writes them into docs/reliability.md.
 */
import { spawn } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createLanes } from "./lib/lanes.mjs";
import { writeMeasured } from "./lib/measured-region.mjs";
import { offerHelm } from "./lib/offer-helm.mjs";
import { root } from "./lib/workspace.mjs";

const schema = "packages/schema/test";
/** The longest first: two go on at a time. */
const steps = [
  { args: ["--project=long"] },
  { args: ["--project=installed"] },
  { args: ["--project=schema", "--mode=kills", `${schema}/write/kills.slow`] },
  { args: ["--project=schema", "--mode=kills", `${schema}/write/render-kills.slow`] },
  { args: ["--project=schema", `${schema}/cli/hostile-input`], env: { HOSTILE: "many" } },
  { args: ["--project=schema", `${schema}/schema-diff`], env: { SCHEMA_PAIRS: "4000" } },
];

/** What a test writes at the start of a line that is to stand in the end. */
const mark = "Measured: ";

offerHelm();
const start = performance.now();
const lanes = createLanes(2);
/** By step, in the order of the steps. */
const measured = steps.map(() => []);
const codes = await Promise.all(steps.map((step, rank) => lanes(rank, () => run(step))));
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}: all of it in ${minutes} minutes.`;
const numbers = measured.flat().map((line) => (line.startsWith("  ") ? `  - ${line.trim()}` : `- ${line}`));
console.log(`\n${numbers.join("\n")}\n${machine}`);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
// Without Go, or with fewer values, these are other numbers.
const isWhole =
  process.exitCode === 0 && measured.every((lines) => lines.length > 0) && !process.env.VERDICTS;
if (isWhole) writeMeasured(join(root, "docs/reliability.md"), `${numbers.join("\n")}\n\n${machine}`);

function run(step) {
  const { args, env } = step;
  const child = spawn("vitest", ["run", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  createInterface(child.stdout).on("line", (line) => {
    console.log(line);
    const at = line.indexOf(mark);
    if (at >= 0) measured[steps.indexOf(step)].push(line.slice(at + mark.length).trimEnd());
  });
  return new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
}

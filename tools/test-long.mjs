/**
 * The long forms of the tests: npm run test:long. Ends with the numbers that they measured, which stand in
 * docs/reliability.md, and the time that they took. Those of `docs/reliability.md` are to be had on a quiet machine.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { createLanes } from "./lib/lanes.mjs";
import { offerHelm } from "./lib/offer-helm.mjs";

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
const measured = [];
const codes = await Promise.all(steps.map((step, rank) => lanes(rank, () => run(step))));
console.log(`\n${measured.join("\n")}`);
console.log(`${((performance.now() - start) / 60_000).toFixed(1)} minutes on Node ${process.version}`);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

function run({ args, env }) {
  const child = spawn("vitest", ["run", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  createInterface(child.stdout).on("line", (line) => {
    console.log(line);
    const at = line.indexOf(mark);
    if (at >= 0) measured.push(line.slice(at + mark.length));
  });
  return new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
}

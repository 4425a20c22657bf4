/**
 * Measures the model's tools against their floor, side by side in one run, and prints the ratios: npm run bench.
 *
 * A process is compared with `node -e 0`, the two in turn, by the median of their times: what else the machine does
 * falls on both.
 */
import { measureImport } from "./import.mjs";
import { measureManyEnvironments } from "./many-environments.mjs";
import { measureProcesses } from "./processes.mjs";
import { measureRenderValues } from "./render-values.mjs";

const rows = [];
for (const measure of [measureRenderValues, measureImport, measureProcesses, measureManyEnvironments]) {
  for (const row of await measure()) {
    rows.push(row);
    console.log(`${row.what.padEnd(58)} ${row.found.padEnd(34)} aim: ${row.aim}`);
  }
}

import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { promisify } from "node:util";
import { findHelm } from "../helm.mjs";
import { root } from "./workspace.mjs";

const run = promisify(execFile);

/**
 * Lints and renders every chart with every environment's values by real Helm.
 *
 * @returns a table of what was rendered, as text.
 * @throws with Helm's own words for everything that it refuses.
 */
export async function checkCharts() {
  const helm = findHelm();
  const charts = readdirSync(`${root}/charts`);
  const environments = readdirSync(`${root}/environments`, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const pairs = environments.flatMap(({ name }) => charts.map((chart) => ({ environment: name, chart })));
  // At once: a run of Helm spends half of its time waiting.
  const results = await Promise.all(pairs.map((pair) => checkChart(helm, pair)));
  const refusals = results.filter(({ refusal }) => refusal).map(({ refusal }) => refusal);
  if (refusals.length > 0) throw new Error(refusals.join("\n"));
  return table([["environment", "chart", "lint", "objects"], ...results.map(({ row }) => row)]);
}

async function checkChart(helm, { environment, chart }) {
  const values = `environments/${environment}/${chart}.values.yaml`;
  const options = { cwd: root, maxBuffer: 1e8 };
  try {
    const [, { stdout }] = await Promise.all([
      run(helm, ["lint", "--strict", "--quiet", `charts/${chart}`, "-f", values], options),
      run(helm, ["template", chart, `charts/${chart}`, "-f", values], options),
    ]);
    return { row: [environment, chart, "ok", String(stdout.match(/^kind: /gm)?.length ?? 0)] };
  } catch (error) {
    return { refusal: `${environment}, ${chart}:\n${error.stdout ?? ""}${error.stderr ?? error.message}` };
  }
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

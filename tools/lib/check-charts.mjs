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
  const rows = [["environment", "chart", "lint", "objects"]];
  const refusals = [];
  for (const { name } of environments) {
    for (const chart of charts) {
      const values = `environments/${name}/${chart}.values.yaml`;
      const options = { cwd: root, maxBuffer: 1e8 };
      try {
        await run(helm, ["lint", "--strict", "--quiet", `charts/${chart}`, "-f", values], options);
        const { stdout } = await run(helm, ["template", chart, `charts/${chart}`, "-f", values], options);
        rows.push([name, chart, "ok", String(stdout.match(/^kind: /gm)?.length ?? 0)]);
      } catch (error) {
        refusals.push(`${name}, ${chart}:\n${error.stdout ?? ""}${error.stderr ?? error.message}`);
      }
    }
  }
  if (refusals.length > 0) throw new Error(refusals.join("\n"));
  return table(rows);
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

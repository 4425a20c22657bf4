/**
 * Measures the model beside its peers on the same work in one run, and writes the tables and pictures of
 * docs/performance.md and a row of the README: npm run bench:peers. With --quick: few rounds, at most 100 environments.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeMeasured } from "../../tools/lib/measured-region.mjs";
import { root } from "../../tools/lib/workspace.mjs";
import { requireAgreement } from "./agreement.mjs";
import { measureBulk } from "./bulk.mjs";
import { lintPlantedFaults } from "./lint.mjs";
import { peers } from "./peers.mjs";
import { measureProcesses } from "./processes.mjs";
import { replaceWarmRow } from "./readme-row.mjs";
import { picturesOf, tablesOf } from "./report.mjs";
import { Workplace } from "./workplace.mjs";

const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const page = join(root, "docs/performance.md");
const readme = join(root, "README.md");
const skipped = [];
const players = [];
try {
  for (const peer of peers) {
    try {
      const tool = peer.install(peer);
      players.push({ peer, tool, place: new Workplace(peer, tool) });
    } catch (error) {
      skipped.push({ ...peer, reason: error.message });
      console.error(`skipped: ${peer.name} ${peer.version}: ${error.message}`);
    }
  }
  requireAgreement(players);
  const [load] = loadavg();
  const processes = measureProcesses(players, options.quick ? 3 : 9);
  const bulk = measureBulk(players, options.quick ? [1, 100] : [1, 100, 10_000]);
  const results = { load, processes, bulk, lint: lintPlantedFaults(), skipped };
  const tables = tablesOf(results);
  console.log(tables);
  writeMeasured(page, tables);
  writeFileSync(readme, replaceWarmRow(readFileSync(readme, "utf8"), processes));
  for (const [name, picture] of Object.entries(picturesOf(results)))
    writeFileSync(join(root, "docs/images", name), picture);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const { place } of players) place.remove();
}

/**
 * Measures the model beside its peers on the same work in one run, and prints tables: npm run bench:peers.
 * With --quick: few runs, at most 100 environments.
 */
import { parseArgs } from "node:util";
import { requireAgreement } from "./agreement.mjs";
import { measureBulk } from "./bulk.mjs";
import { lintPlantedFaults } from "./lint.mjs";
import { peers } from "./peers.mjs";
import { measureProcesses } from "./processes.mjs";
import { printed } from "./report.mjs";
import { Workplace } from "./workplace.mjs";

const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
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
  const processes = measureProcesses(players, options.quick ? 3 : 15);
  const bulk = measureBulk(players, options.quick ? [1, 100] : [1, 100, 10_000]);
  const results = { processes, bulk, lint: lintPlantedFaults(), skipped };
  console.log(printed(results));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const { place } of players) place.remove();
}

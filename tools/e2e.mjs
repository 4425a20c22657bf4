/**
 * Shows on the cluster of the current kubeconfig what both charts claim: `npm run e2e`.
 *
 *   --if-available   exit 0 where there is no cluster, as nobody asked for one
 *
 * It works in namespaces of its own, which it removes, also after a failure or an interruption.
 */
import { parseArgs } from "node:util";
import { connectCluster, NoCluster } from "./e2e/cluster.mjs";
import { createCommand } from "./e2e/command.mjs";
import { provideImages } from "./e2e/images.mjs";
import { createReport } from "./e2e/report.mjs";
import { runSuite } from "./e2e/run-suite.mjs";
import { suites } from "./e2e/suites.mjs";
import { interruption } from "./lib/interruption.mjs";

const { values: options } = parseArgs({ options: { "if-available": { type: "boolean" } } });
const signal = interruption();
const report = createReport(signal);
/** Namespaces that are being removed, while the next suite runs. */
const removals = [];

try {
  const command = createCommand(signal);
  const cluster = await connectCluster(command);
  // What was made is removed also after an interruption.
  const { removeNamespaces } = await connectCluster(createCommand());
  const remove = (names) => {
    const removal = removeNamespaces(names);
    // Awaited below; until then a failure must not end the process.
    removal.catch(() => {});
    removals.push(removal);
  };
  report.line(`cluster ${cluster.context}`);
  const tags = await provideImages(cluster, command, report.line);
  for (const [name, scenarios] of Object.entries(suites)) {
    await runSuite(name, scenarios, { cluster, command, tags, remove }, report);
  }
  await Promise.all(removals);
  const { passed, failed, skipped } = report.counts;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (failed > 0) process.exitCode = 1;
} catch (error) {
  const optional = error instanceof NoCluster && options["if-available"];
  console.error(optional ? `e2e skipped: ${error.message}` : error.message);
  process.exitCode = optional ? 0 : 1;
  await Promise.allSettled(removals);
}

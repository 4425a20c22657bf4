/**
 * The main job, from a fresh clone: installs what is missing, generates, checks both charts with real Helm for every
 * environment, and brings the application up on this machine.
 *
 *   --config-only  stop after the configuration
 *   --check        start the application, use it once end to end, stop
 *   --no-tilt      do not use Tilt, even if it is on PATH
 */
import { checkCharts } from "./lib/check-charts.mjs";
import { requireNeeds } from "./lib/needs.mjs";
import { createProgress } from "./lib/progress.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { setUp } from "./lib/set-up.mjs";
import { startOptions } from "./lib/start-options.mjs";
import { root } from "./lib/workspace.mjs";

process.exitCode = await main(startOptions()).catch((error) => {
  if (error.output) console.error(error.output);
  console.error(error.message);
  return 1;
});

async function main(options) {
  const progress = createProgress();
  requireNeeds({ python: !options["config-only"] });
  await setUp(progress);
  const rendered = await runCommand(["chartmodel", "render"], { cwd: root });
  if (rendered !== 0) return rendered;
  console.log(await progress.during("Checking the charts with Helm", checkCharts()));
  if (options["config-only"]) return 0;
  return runCommand(["node", "tools/run-app.mjs", ...process.argv.slice(2)], { cwd: root });
}

/** Runs a program of the workspace after installing and building what it needs: node tools/with-workspace.mjs PROGRAM [ARGUMENT ...] */
import { findHelm } from "./helm.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { setUp } from "./lib/set-up.mjs";

try {
  await setUp();
  offerHelm();
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  console.error(error.output ?? "");
  console.error(error.message);
  process.exitCode = 1;
}

/** `chartmodel check` and the benchmarks use the Helm that HELM names; without any they say what they leave out. */
function offerHelm() {
  try {
    process.env.HELM = findHelm();
  } catch (error) {
    console.error(error.message);
  }
}

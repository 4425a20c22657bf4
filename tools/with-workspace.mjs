/** Runs a program of the workspace after installing and building what it needs: node tools/with-workspace.mjs PROGRAM [ARGUMENT ...] */
import { offerHelm } from "./lib/offer-helm.mjs";
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

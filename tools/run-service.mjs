/**
 * Runs one service of dev/plan.json on this terminal, on its planned port and with reload: node tools/run-service.mjs
 * SERVICE. Tilt's local mode uses it; so the secrets never pass through Tilt, whose API shows every variable.
 */
import { spawn } from "node:child_process";
import { findService, plannedPorts, readPlan, secretNames, stateDirectory } from "./lib/plan.mjs";
import { ensureSecrets } from "./lib/secrets.mjs";
import { serviceProcess } from "./lib/service-process.mjs";
import { root } from "./lib/workspace.mjs";

try {
  const plan = readPlan(root);
  const service = findService(plan, process.argv[2]);
  const secrets = ensureSecrets(stateDirectory(root, plan), secretNames(plan));
  const { command, cwd, env } = serviceProcess(root, plan, service, "dev", {
    ports: plannedPorts(plan),
    secrets,
  });
  run(command, { cwd, env, stdio: "inherit" });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Stays until the service has ended, and ends as it did. Whoever stops this stops the whole process group. */
function run([program, ...args], options) {
  const child = spawn(program, args, options);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => {
    console.error(
      error.code === "ENOENT" ? `${program} was not found; run its steps first: npm start` : error.message,
    );
    process.exitCode = 1;
  });
  child.once("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

/**
 * Empties the application's databases and restarts its services. In the cluster where TILT_MODE is "cluster" (Tilt sets
 * it), else the SQLite files of this machine.
 */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inStartOrder, kubectlArguments, readPlan, stateDirectory } from "./lib/plan.mjs";
import { run } from "./lib/run.mjs";
import { runningApp } from "./lib/running-app.mjs";
import { root } from "./lib/workspace.mjs";

/** In a container: the path in its DATABASE_URL, whatever the scheme. */
const removeDatabase = 'rm -f "/${DATABASE_URL#*:}" "/${DATABASE_URL#*:}"-wal "/${DATABASE_URL#*:}"-shm';

try {
  const plan = readPlan(root);
  if (process.env.TILT_MODE === "cluster") resetCluster(plan);
  else resetLocal(plan);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function resetCluster(plan) {
  for (const service of inStartOrder(plan.services)) {
    const kubectl = (...args) => run("kubectl", kubectlArguments(plan, service, ...args));
    const deployment = `deployment/${service.chart.release}`;
    kubectl("exec", deployment, "--", "sh", "-c", removeDatabase);
    kubectl("rollout", "restart", deployment);
  }
}

function resetLocal(plan) {
  const stateDir = stateDirectory(root, plan);
  if (runningApp(stateDir)) throw new Error("The application is running: stop npm start first (Ctrl-C).");
  const files = readdirSync(stateDir).filter((name) => /\.db(-wal|-shm)?$/.test(name));
  for (const file of files) rmSync(join(stateDir, file));
  console.log(files.length > 0 ? `Removed ${files.join(", ")}` : "There was no database.");
  // A service keeps its removed file open until it is started anew, which makes the tables again.
  if (process.env.TILT_MODE === "local") {
    for (const { name } of inStartOrder(plan.services)) run("tilt", ["trigger", name]);
  }
}

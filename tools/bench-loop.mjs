/**
 * Measures the inner loop: from an edit to the new thing being served, through Tilt and, as the floor, without it. In local
 * mode, and in cluster mode where the current context is the plan's. Prints medians and their ratio to the floor, and puts
 * back every file that it edited. Needs tilt on PATH and the application's usual ports free.
 *
 *   --edits N   edits of each kind @default 7
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { createFileEdits } from "./lib/file-edits.mjs";
import { waitUntilHealthy } from "./lib/health.mjs";
import { Interrupted, interruption } from "./lib/interruption.mjs";
import {
  codeEdits,
  copyIntoContainer,
  deploymentGeneration,
  measureCodeEdit,
  measureModelEdit,
  measurePackageEdit,
  packageEdits,
} from "./lib/loop-measures.mjs";
import { isOnPath } from "./lib/on-path.mjs";
import { localUrl } from "./lib/placeholders.mjs";
import { inStartOrder, plannedPorts, readPlan } from "./lib/plan.mjs";
import { choosePorts } from "./lib/ports.mjs";
import { prepare } from "./lib/prepare.mjs";
import { startGroup } from "./lib/process-group.mjs";
import { createProgress } from "./lib/progress.mjs";
import { root } from "./lib/workspace.mjs";

const { values: options } = parseArgs({ options: { edits: { type: "string", default: "7" } } });
const count = Number(options.edits);
const progress = createProgress();
const signal = interruption();
const edits = createFileEdits(root);
const groups = new Map();

let plan;
const stopped = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
try {
  await Promise.race([main(), stopped]);
} catch (error) {
  progress.line(error.message);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
} finally {
  edits.restore();
  await stopAll();
  // What was generated from the edited model is generated from the true one again.
  if (plan) await startGroup(plan.model.command, { cwd: root }).exited;
  process.exit();
}

async function main() {
  if (!isOnPath("tilt"))
    throw new Error("tilt is not on PATH; install it: https://docs.tilt.dev/install.html");
  plan = readPlan(root);
  await requireFreePorts();
  await prepare(root, plan, "dev", { progress, signal });

  const floor = await progress.during("Without Tilt", measureBare());
  print("local mode", floor, await progress.during("Local mode", measureLocal()));

  if (currentContext() !== plan.context) {
    progress.line(`Cluster mode was not measured: the current context is not ${plan.context}.`);
    return;
  }
  const { tilt, copy } = await progress.during("Cluster mode", measureCluster());
  print("cluster mode (floor: a plain copy into the container)", copy, tilt);
}

async function measureBare() {
  const start = (name) =>
    groups.set(name, startGroup(["node", "tools/run-service.mjs", name], { cwd: root }));
  const restart = async () => {
    await startGroup(plan.model.command, { cwd: root }).exited;
    await groups.get("todo-backend").stop();
    start("todo-backend");
  };
  for (const { name } of inStartOrder(plan.services)) start(name);
  await allHealthy();
  const result = { ...(await measureCode()), ...(await measureModel({ react: restart })) };
  await stopAll();
  return result;
}

async function measureLocal() {
  await startTilt("local");
  const result = { ...(await measureCode()), ...(await measureModel()) };
  await stopAll();
  return result;
}

async function measureCluster() {
  await startTilt("cluster");
  const copy = await measureCode((edit, text) => copyIntoContainer(plan, edit, text));
  const tilt = {
    ...(await measureCode()),
    ...(await measureModel({ applied: deploymentGeneration })),
    ...(await measurePackages()),
  };
  await stopAll();
  return { tilt, copy };
}

async function measureCode(apply = (edit, text) => edits.write(edit.file, text)) {
  const result = {};
  for (const edit of codeEdits)
    result[`${edit.kind} edit served`] = await measureCodeEdit(plan, edit, count, apply);
  edits.restore();
  return result;
}

async function measurePackages() {
  const result = {};
  for (const edit of packageEdits)
    result[`${edit.kind} edit served`] = await measurePackageEdit(plan, edit, edits);
  return result;
}

async function measureModel(options) {
  const { applied, served } = await measureModelEdit(plan, count, edits, options);
  edits.restore();
  return { "model edit applied": applied, "model edit served": served };
}

async function startTilt(mode) {
  const { web } = await choosePorts({ web: 10350 });
  const command = ["tilt", "up", "--stream", `--port=${web}`, "--", `--mode=${mode}`];
  const group = startGroup(command, { cwd: root });
  groups.set("tilt", group);
  group.exited.then(() => groups.has("tilt") && progress.line(group.lastLines()));
  await allHealthy();
}

async function allHealthy() {
  const ports = plannedPorts(plan);
  const wait = ({ name, health }) => waitUntilHealthy(localUrl(ports[name]) + health, signal, 600_000);
  await Promise.all(plan.services.map(wait));
}

async function stopAll() {
  const all = [...groups.values()];
  groups.clear();
  await Promise.all(all.map((group) => group.stop()));
}

async function requireFreePorts() {
  const wanted = plannedPorts(plan);
  const chosen = await choosePorts(wanted);
  const taken = Object.keys(wanted).filter((name) => chosen[name] !== wanted[name]);
  if (taken.length > 0)
    throw new Error(`The ports of ${taken.join(" and ")} are taken: stop the application first.`);
}

function currentContext() {
  const { stdout } = spawnSync("kubectl", ["config", "current-context"], { encoding: "utf8" });
  return stdout?.trim();
}

function print(title, floor, measured) {
  console.log(`\n${title}, medians of ${count} edits\n`);
  console.log(`${"".padEnd(24)}${"Tilt".padStart(10)}${"floor".padStart(10)}${"ratio".padStart(8)}`);
  for (const [name, time] of Object.entries(measured)) {
    const least = floor[name];
    const cells = [
      `${Math.round(time)} ms`.padStart(10),
      (least ? `${Math.round(least)} ms` : "").padStart(10),
    ];
    console.log(name.padEnd(24) + cells.join("") + (least ? (time / least).toFixed(2) : "").padStart(8));
  }
}

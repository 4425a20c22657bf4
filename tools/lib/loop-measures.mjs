import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { localUrl } from "./placeholders.mjs";
import { findService, kubectlArguments, plannedPorts } from "./plan.mjs";
import { median, timeUntil } from "./stopwatch.mjs";
import { root } from "./workspace.mjs";

/** One edit of each kind of code, numbered so that it is told from the one before. */
export const codeEdits = [
  {
    kind: "backend",
    service: "todo-backend",
    file: "backend/app/main.py",
    from: 'title="Todo backend"',
    to: (n) => `title="Todo backend ${n}"`,
    path: "/openapi.json",
    shown: (n) => `Todo backend ${n}`,
  },
  {
    kind: "frontend",
    service: "todo-frontend",
    file: "frontend/app/layout.tsx",
    from: 'title: "Todos"',
    to: (n) => `title: "Todos ${n}"`,
    path: "/",
    shown: (n) => `<title>Todos ${n}</title>`,
  },
];

/** An edit of each file that says which packages are installed; the packages stay the same. */
export const packageEdits = [
  {
    kind: "requirements",
    service: "todo-backend",
    file: "backend/requirements.txt",
    line: (n) => `# ${n}\n`,
  },
  {
    kind: "package.json",
    service: "todo-frontend",
    file: "frontend/package.json",
    line: (n) => "\n".repeat(n),
  },
];

/** An edit of the model that changes what one service is started with. */
const modelEdit = {
  service: "todo-backend",
  file: "packages/config/src/environments/local.ts",
  from: 'logFormat: "text"',
  to: (n) => `logFormat: "text", logLevel: "${n % 2 ? "debug" : "warning"}"`,
};

/**
 * Milliseconds from an edit of a code file until the service answers with it, the median of several; a first edit warms up.
 *
 * @param apply brings the edited text to where the service reads it.
 */
export async function measureCodeEdit(plan, edit, count, apply) {
  const url = serviceUrl(plan, edit.service) + edit.path;
  const source = readFileSync(join(root, edit.file), "utf8");
  const answer = async () => (await fetch(url)).text();
  const times = [];
  let number;
  for (let n = 0; n <= count; n++) {
    // The numbers differ from run to run, so that nothing left over is taken for the answer.
    number = Date.now();
    const isShown = async () => (await answer()).includes(edit.shown(number));
    apply(edit, replaceOnce(edit.file, source, edit.from, edit.to(number)));
    times.push(await timeUntil(`${edit.kind} edit`, isShown));
  }
  apply(edit, source);
  await timeUntil(`${edit.kind} edit undone`, async () => !(await answer()).includes(edit.shown(number)));
  return median(times.slice(1));
}

/**
 * Milliseconds from an edit of the model until it is applied and until the service that it concerns answers anew, medians
 * of several.
 *
 * @param edits what writes the file, and puts it back in the end.
 * @param options.react what follows an edit by itself. @default nothing
 * @param options.applied a text that changes once the edit is applied. @default the old process no longer answers
 */
export async function measureModelEdit(plan, count, edits, { react, applied = processStart } = {}) {
  const change = async (text) => {
    const before = [await applied(plan), await processStart(plan)];
    edits.write(modelEdit.file, text);
    const isApplied = async () => (await applied(plan)) !== before[0];
    const isServed = async () => ![before[1], noProcess].includes(await processStart(plan));
    const times = [timeUntil("model edit applied", isApplied), timeUntil("model edit served", isServed)];
    return (await Promise.all([...times, react?.()])).slice(0, times.length);
  };

  const source = readFileSync(join(root, modelEdit.file), "utf8");
  const times = [];
  for (let n = 0; n <= count; n++) {
    times.push(await change(replaceOnce(modelEdit.file, source, modelEdit.from, modelEdit.to(n))));
  }
  await change(source);
  const [applyTime, serveTime] = [0, 1].map((index) => median(times.slice(1).map((time) => time[index])));
  return { applied: applyTime, served: serveTime };
}

/**
 * Milliseconds from an edit of what is installed until pods that have it are available; a first edit fills the caches.
 *
 * @param edits what writes the file, and puts it back in the end.
 */
export async function measurePackageEdit(plan, edit, edits) {
  const source = readFileSync(join(root, edit.file), "utf8");
  const change = async (text) => {
    const before = await deploymentState(plan, edit.service);
    edits.write(edit.file, text);
    return timeUntil(`${edit.kind} edit`, () => isRolledOut(plan, edit.service, before), 900_000);
  };
  await change(source + edit.line(1));
  const time = await change(source + edit.line(2));
  await change(source);
  return time;
}

async function isRolledOut(plan, name, before) {
  const { generation, observed, replicas, updated, available } = await deploymentState(plan, name);
  return (
    generation !== before.generation &&
    observed === generation &&
    [updated, available].every((count) => count === replicas)
  );
}

async function deploymentState(plan, name) {
  const service = findService(plan, name);
  const get = ["get", "deployment", service.chart.release, "-o", "json"];
  const { stdout } = await promisify(execFile)("kubectl", kubectlArguments(plan, service, ...get));
  const { metadata, status } = JSON.parse(stdout);
  return {
    generation: metadata.generation,
    observed: status.observedGeneration,
    replicas: status.replicas,
    updated: status.updatedReplicas,
    available: status.availableReplicas,
  };
}

const noProcess = "none";

/** When the process that the model edit concerns was started. */
async function processStart(plan) {
  try {
    const response = await fetch(`${serviceUrl(plan, modelEdit.service)}/metrics`);
    return /^process_start_time_seconds (\S+)/m.exec(await response.text())[1];
  } catch {
    return noProcess;
  }
}

/** Which version of the deployment that the model edit concerns the cluster has. */
export async function deploymentGeneration(plan) {
  return (await deploymentState(plan, modelEdit.service)).generation;
}

/** Puts a text into a service's container, where live updates would put the file. */
export function copyIntoContainer(plan, edit, text) {
  const service = findService(plan, edit.service);
  const { from, to } = service.liveUpdate.sync.find((pair) => `${edit.file}/`.startsWith(`${pair.from}/`));
  const target = join(to, edit.file.slice(from.length));
  const deployment = `deployment/${service.chart.release}`;
  const exec = ["exec", "-i", deployment, "--", "sh", "-c", `cat > '${target}'`];
  const args = kubectlArguments(plan, service, ...exec);
  const { status } = spawnSync("kubectl", args, { input: text, stdio: ["pipe", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`kubectl could not write ${target} in ${deployment}`);
}

function serviceUrl(plan, name) {
  return localUrl(plannedPorts(plan)[name]);
}

function replaceOnce(file, text, from, to) {
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}, which the benchmark edits`);
  return text.replace(from, to);
}

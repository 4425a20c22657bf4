import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { localUrl } from "./placeholders.mjs";
import { findService, plannedPorts } from "./plan.mjs";
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
  const { chart } = findService(plan, modelEdit.service);
  const { context, namespace } = plan;
  const path = "jsonpath={.metadata.generation}";
  const args = [
    "--context",
    context,
    "--namespace",
    namespace,
    "get",
    "deployment",
    chart.release,
    "-o",
    path,
  ];
  const { stdout } = await promisify(execFile)("kubectl", args);
  return stdout;
}

/** Puts a text into a service's container, where live updates would put the file. */
export function copyIntoContainer(plan, edit, text) {
  const { context, namespace } = plan;
  const service = findService(plan, edit.service);
  const { from, to } = service.liveUpdate.sync.find((pair) => `${edit.file}/`.startsWith(`${pair.from}/`));
  const target = join(to, edit.file.slice(from.length));
  const command = `cat > '${target}'`;
  const deployment = `deployment/${service.chart.release}`;
  const args = [
    "--context",
    context,
    "--namespace",
    namespace,
    "exec",
    "-i",
    deployment,
    "--",
    "sh",
    "-c",
    command,
  ];
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

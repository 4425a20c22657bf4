import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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
 * Milliseconds from an edit of the model until the service that it concerns was stopped (`applied`) and until its
 * successor answers (`served`), medians of several.
 *
 * @param edits what writes the file, and puts it back in the end.
 * @param react what follows an edit by itself.
 */
export async function measureModelEdit(plan, count, edits, react) {
  const metrics = `${serviceUrl(plan, modelEdit.service)}/metrics`;
  const startTime = async () =>
    /^process_start_time_seconds (\S+)/m.exec(await (await fetch(metrics)).text())[1];
  const change = async (text) => {
    const before = await startTime();
    const isOther = async () => (await startTime()) !== before;
    const isGone = () => isOther().catch(() => true);
    edits.write(modelEdit.file, text);
    const [applied, served] = await Promise.all([
      timeUntil("model edit applied", isGone),
      timeUntil("model edit served", isOther),
      react(),
    ]);
    return { applied, served };
  };

  const source = readFileSync(join(root, modelEdit.file), "utf8");
  const times = [];
  for (let n = 0; n <= count; n++) {
    times.push(await change(replaceOnce(modelEdit.file, source, modelEdit.from, modelEdit.to(n))));
  }
  await change(source);
  const middle = (key) => median(times.slice(1).map((time) => time[key]));
  return { applied: middle("applied"), served: middle("served") };
}

/** Puts a text into a service's container, where live updates would put the file. */
export function copyIntoContainer({ context, namespace, services }, edit, text) {
  const service = findService({ services }, edit.service);
  const { from, to } = service.liveUpdate.sync.find((pair) => `${edit.file}/`.startsWith(`${pair.from}/`));
  const target = join(to, edit.file.slice(from.length));
  const command = `cat > '${dirname(target)}/${basename(target)}'`;
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

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { runLimited } from "../../ai/run-limited.mjs";
import { root } from "../../lib/workspace.mjs";
import { mockModel } from "../mock-model.mjs";
import { charts } from "../releases.mjs";

export const title =
  "npm run ai: a sentence becomes a change of the model and a deploy, is refused, or is taken back from both services";

/** Seconds for one command, many times what it takes: where it hangs, the scenario fails all the same. */
const patience = 900;

const overlay = "environments/local.local.yaml";

export async function run({ space, cluster, command, tags }) {
  const folder = copyOfProject();
  try {
    // A NodePort of a developer's own installation may be taken.
    const own = { context: cluster.context, namespaces: { backend: space.name, frontend: space.name } };
    writeFileSync(join(folder, overlay), JSON.stringify({ ...own, frontend: { service: { nodePort: 0 } } }));
    const run = (program, ...args) => command(program, args, { cwd: folder });
    await run(join(folder, "node_modules", ".bin", "chartmodel"), "render");
    for (const chart of charts)
      await command("node", [join(folder, "tools", "deploy.mjs"), chart, "--wait"], {
        env: { ...process.env, TILT_IMAGE_0: `${chart}:${tags[chart]}` },
      });
    const state = async () => JSON.stringify(await stateOf(space, folder), null, 2);
    const ask = (name, sentence, changes) => runAi(folder, [name, sentence, "--yes"], changes);

    const installed = await state();
    await ask("scale", "half a processor for the frontend", { "frontend.resources.limits.cpu": "500m" }).then(
      expects(0, /Deploying todo-frontend[\s\S]*todo-frontend is deployed/),
    );
    const cpu = "{.spec.template.spec.containers[0].resources.limits.cpu}";
    const limit = await read(space, "deployment/todo-frontend", cpu);
    if (limit !== "500m") throw new Error(`the frontend's limit is ${limit}`);
    const scaled = await state();
    if (scaled === installed) throw new Error("nothing changed");

    await ask("scale", "scale the backend to 3", { "backend.replicaCount": "3" }).then(
      expects(1, /must be 1 with SQLite, but is 3: lower it, or use PostgreSQL \[sqlite-one-pod\]/),
    );
    await unchanged(scaled, state);

    // The backend takes the change, and the API server refuses the frontend's.
    const taken = await takenNodePort(space);
    await ask("deploy", `log more, and answer at ${taken}`, {
      "backend.config.logLevel": "debug",
      "frontend.service.nodePort": `${taken}`,
    }).then(
      expects(
        3,
        /todo-backend is deployed[\s\S]*todo-frontend was not deployed[\s\S]*already allocated[\s\S]*The overlay is as it was/,
      ),
    );
    await unchanged(scaled, state);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The project with an overlay of its own; what is installed is shared. */
function copyOfProject() {
  const folder = mkdtempSync(join(tmpdir(), "change-by-sentence-"));
  const left = new Set([".git", ".dev", "node_modules", "backend", "frontend", "examples", "tests"]);
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(relative(root, path)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Runs `npm run ai`'s program where the language model answers with changes. */
async function runAi(folder, args, changes) {
  const answer = Object.entries(changes).map(([path, value]) => ({ path, value }));
  const model = await mockModel([{ say: JSON.stringify({ changes: answer, reason: "as asked" }) }]);
  try {
    const env = { ...process.env, OPENAI_ENDPOINT: model.endpoint, OPENAI_API_KEY: "none" };
    const program = [join(folder, "tools", "ai.mjs"), ...args];
    return await runLimited(process.execPath, program, { seconds: patience, cwd: folder, env });
  } finally {
    model.close();
  }
}

const expects = (expected, pattern) => (result) => {
  const printed = `${result.stdout}${result.stderr}`;
  if (result.code !== expected || !pattern.test(printed))
    throw new Error(`it should have ended with ${expected}, but did with ${result.code}:\n${printed}`);
};

/** What a change may touch: the overlay, what is generated, and what runs. Revisions count up, and are left out. */
async function stateOf(space, folder) {
  const file = join(folder, overlay);
  const template = "{.spec.replicas} {.spec.template.spec.containers}";
  const objects = charts.map(async (chart) => [
    await read(space, `deployment/${chart}`, template),
    await read(space, `configmap/${chart}`, "{.data}"),
    await read(space, `service/${chart}`, "{.spec.ports}"),
    await space.helm(["get", "values", chart, "--output", "json"]),
    readFileSync(join(folder, "environments", "local", `${chart}.values.yaml`), "utf8"),
  ]);
  return [existsSync(file) && readFileSync(file, "utf8"), ...(await Promise.all(objects))];
}

async function unchanged(before, state) {
  const after = await state();
  if (after !== before) throw new Error(`it was\n${before}\nand is now\n${after}`);
}

const read = (space, object, path) => space.kubectl(["get", object, "--output", `jsonpath=${path}`]);

/** A port on the nodes that another Service has. */
async function takenNodePort(space) {
  await space.apply({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "other" },
    spec: { type: "NodePort", ports: [{ port: 80 }] },
  });
  return Number(await read(space, "service/other", "{.spec.ports[0].nodePort}"));
}

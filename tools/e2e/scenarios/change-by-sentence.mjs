import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assistedCopy, expects, wants } from "../assisted-copy.mjs";
import { charts } from "../releases.mjs";

export const title =
  "npm run ai: a sentence becomes a change of the model and a deploy, is refused, or is taken back from both services";

export async function run({ space, cluster, command, tags }) {
  const { folder, overlay, runAi, remove } = await assistedCopy({ space, cluster, command });
  try {
    for (const chart of charts)
      await command("node", [join(folder, "tools", "deploy.mjs"), chart, "--wait"], {
        env: { ...process.env, TILT_IMAGE_0: `${chart}:${tags[chart]}` },
      });
    const state = async () => JSON.stringify(await stateOf(space, folder, overlay), null, 2);
    const ask = (name, sentence, values) => runAi([name, sentence, "--yes"], [wants(values)]);

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
    await isStill(scaled, state);

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
    await isStill(scaled, state);
  } finally {
    remove();
  }
}

/** What a change may touch: the overlay, what is generated, and what runs. Revisions count up, and are left out. */
async function stateOf(space, folder, overlay) {
  const template = "{.spec.replicas} {.spec.template.spec.containers}";
  const objects = charts.map(async (chart) => [
    await read(space, `deployment/${chart}`, template),
    await read(space, `configmap/${chart}`, "{.data}"),
    await read(space, `service/${chart}`, "{.spec.ports}"),
    await space.helm(["get", "values", chart, "--output", "json"]),
    readFileSync(join(folder, "environments", "local", `${chart}.values.yaml`), "utf8"),
  ]);
  return [readFileSync(join(folder, overlay), "utf8"), ...(await Promise.all(objects))];
}

async function isStill(before, state) {
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

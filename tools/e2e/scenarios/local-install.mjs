import { addressOf } from "../address.mjs";
import { charts, runImage, upgrade } from "../releases.mjs";
import { signUp, titles } from "../user.mjs";

export const title = "the local values: SQLite on a volume, and a Secret that the chart makes once";

export async function run(world) {
  const { space, cluster, tags } = world;
  world.before = await space.objects();
  // A NodePort of a developer's own installation may be taken.
  const settings = (chart) => ({ ...runImage(tags, chart), "service.nodePort": 0 });
  for (const chart of charts) await upgrade(space, chart, "local", settings(chart));
  world.url = await addressOf(cluster, space, "todo-frontend");
  Object.assign(world, await signUp(world.url));
  await world.client.addTodo({ title: "Water the plants" });
  world.todos = await titles(world.client);

  const made = await madeSecrets(space);
  for (const chart of charts) await upgrade(space, chart, "local", settings(chart));
  if ((await madeSecrets(space)) !== made)
    throw new Error("an upgrade replaced the Secret that the chart had made");
}

const madeSecrets = async (space) =>
  JSON.stringify((await space.list("secrets", "--field-selector=metadata.name=todo-secrets"))[0].data);

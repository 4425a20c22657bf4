import { underLoad } from "../load.mjs";
import { charts, runImage, upgrade } from "../releases.mjs";
import { titles } from "../user.mjs";

export const title = "helm upgrade replaces every pod of both releases with no failed request";

const changes = {
  "todo-backend": { "config.logLevel": "debug" },
  "todo-frontend": { podAnnotations: { "example.com/change": "1" } },
};

export async function run(world) {
  const { space, tags, url, client, note } = world;
  const { sent, failures } = await underLoad([() => titles(client), () => open(url)], async () => {
    for (const chart of charts) {
      const old = await space.pods(chart);
      await upgrade(space, chart, "ci", { ...runImage(tags, chart), ...changes[chart] });
      // An upgrade is over when the new pods are ready; requests are lost, if at all, while the old ones end.
      await space.waitUntilGone(old);
    }
  });
  note(`${sent} requests, ${failures.length} failed`);
  if (failures.length > 0) throw new Error(failures.slice(0, 5).join("\n"));
  world.upgraded = "todo-backend";
}

async function open(url) {
  const response = await fetch(url);
  await response.text();
  if (!response.ok) throw new Error(`GET / answered ${response.status}`);
}

import { charts, install, runImage, upgrade } from "../releases.mjs";
import { titles } from "../user.mjs";

export const title = "Helm refuses a wrong value, with its path, and the running releases stay as they are";

const wrong = { "service.prot": 8000, replicaCount: "two" };

export async function run({ space, tags, client, todos }) {
  for (const chart of charts) {
    const before = await state(space, chart);
    await refuses(() => upgrade(space, chart, "ci", { ...runImage(tags, chart), ...wrong }));
    await refuses(() => install(space, `second-${chart}`, chart, wrong));
    if ((await state(space, chart)) !== before)
      throw new Error(`${chart} changed although its upgrade was refused`);
  }
  const releases = await space.kubectl(["get", "secrets", "--selector", "owner=helm", "--output", "name"]);
  if (releases.includes("second-")) throw new Error("a refused install left a release behind");
  if (`${await titles(client)}` !== `${todos}`) throw new Error("the todos changed");
}

async function refuses(attempt) {
  const error = await attempt().then(
    () => undefined,
    (failure) => failure,
  );
  if (!error) throw new Error("Helm accepted the wrong values");
  for (const part of ["prot", "replicaCount"]) {
    if (!error.output?.includes(part))
      throw new Error(`Helm's message does not name ${part}: ${error.message}`);
  }
}

/** The release's revision and its pods: both change with whatever Helm applies. */
const state = async (space, chart) =>
  JSON.stringify([await space.helm(["history", chart]), await space.pods(chart)]);

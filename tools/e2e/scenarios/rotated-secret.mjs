import { randomBytes } from "node:crypto";
import { charts, runImage, upgrade } from "../releases.mjs";
import { signIn, titles } from "../user.mjs";

export const title = "after a secret's rotation, helm upgrade restarts what uses it, and nothing else does";

export async function run(world) {
  const { space, tags, url, person, todos, secret } = world;
  const upgradeBoth = () =>
    Promise.all(charts.map((chart) => upgrade(space, chart, "ci", runImage(tags, chart))));
  const pods = () => Promise.all(charts.map((chart) => space.pods(chart)));

  const old = await pods();
  await upgradeBoth();
  if (`${await pods()}` !== `${old}`) throw new Error("an upgrade that changes nothing restarted pods");

  const stringData = { ...secret.stringData };
  for (const name of ["BETTER_AUTH_SECRET", "API_TOKEN_SECRET"])
    stringData[name] = randomBytes(32).toString("hex");
  await space.apply({ ...secret, stringData });
  await upgradeBoth();
  await space.waitUntilGone(old.flat());
  world.client = await signIn(url, person);
  const found = await titles(world.client);
  if (`${found}` !== `${todos}`) throw new Error(`the todos were ${todos} and are now ${found}`);
}

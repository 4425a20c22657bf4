import { randomBytes } from "node:crypto";
import { charts, runImage, upgrade } from "../releases.mjs";
import { titlesAfterSignIn } from "../user.mjs";

export const title = "after a secret's rotation, helm upgrade restarts what uses it, and nothing else does";

export async function run({ space, tags, url, person, todos, secret }) {
  const upgradeBoth = () =>
    Promise.all(charts.map((chart) => upgrade(space, chart, "ci", runImage(tags, chart))));
  const pods = () => Promise.all(charts.map((chart) => space.pods(chart)));

  await upgradeBoth();
  const old = await pods();
  await upgradeBoth();
  if (`${await pods()}` !== `${old}`) throw new Error("an upgrade that changes nothing restarted pods");

  const stringData = { ...secret.stringData, BETTER_AUTH_SECRET: randomBytes(32).toString("hex") };
  await space.apply({ ...secret, stringData });
  await upgradeBoth();
  await space.waitUntilGone(old.flat());
  const found = await titlesAfterSignIn(url, person);
  if (`${found}` !== `${todos}`) throw new Error(`the todos were ${todos} and are now ${found}`);
}

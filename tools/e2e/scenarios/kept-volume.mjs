import { addressOf } from "../address.mjs";
import { charts } from "../releases.mjs";
import { signIn, titlesOnceBack } from "../user.mjs";

export const title = "the data on the volumes survives a restart of both pods";

export async function run({ space, cluster, person, todos }) {
  for (const chart of charts) {
    await space.kubectl(["delete", "pod", ...(await space.pods(chart))]);
    await space.rolledOut(chart);
  }
  const url = await addressOf(cluster, space, "todo-frontend");
  const found = await titlesOnceBack(await signIn(url, person));
  if (`${found}` !== `${todos}`) throw new Error(`the todos were ${todos} and are now ${found}`);
}

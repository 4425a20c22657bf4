import { charts } from "../releases.mjs";
import { titles } from "../user.mjs";

export const title = "a deleted pod comes back and no todo is lost";

export async function run({ space, client, todos }) {
  for (const chart of charts) {
    const [pod, ...others] = await space.pods(chart);
    await space.kubectl(["delete", "pod", pod]);
    await space.rolledOut(chart);
    const now = await space.pods(chart);
    if (now.includes(pod) || now.length !== others.length + 1)
      throw new Error(`${chart} now has the pods ${now}`);
  }
  if (`${await titles(client)}` !== `${todos}`) throw new Error("the todos changed");
}

import { addressOf } from "../address.mjs";
import { runImage, upgrade } from "../releases.mjs";
import { signIn, titlesOnceBack } from "../user.mjs";

export const title = "helm rollback finds the data again after persistence was turned off";

const chart = "todo-backend";

export async function run({ space, cluster, tags, person, todos }) {
  const url = await addressOf(cluster, space, "todo-frontend");
  const todosNow = async () => `${await titlesOnceBack(await signIn(url, person))}`;
  await upgrade(space, chart, "local", { ...runImage(tags, chart), "persistence.enabled": false });
  if ((await todosNow()) !== "") throw new Error("there are todos without the volume");
  await space.helm(["rollback", chart, "--wait", "--timeout", "2m"]);
  const found = await todosNow();
  if (found !== `${todos}`) throw new Error(`the todos were ${todos} and are now ${found}`);
}

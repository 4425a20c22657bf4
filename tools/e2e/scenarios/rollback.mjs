import { titles } from "../user.mjs";

export const title = "helm rollback brings the last revision's values back";

export async function run({ space, client, todos, upgraded: release }) {
  const level = async () =>
    (await space.list("configmaps", "--field-selector=metadata.name=todo-backend"))[0].data.LOG_LEVEL;
  const upgraded = await level();
  await space.helm(["rollback", release, "--wait", "--timeout", "2m"]);
  const restored = await level();
  if (upgraded !== "debug" || restored !== "info")
    throw new Error(`LOG_LEVEL was ${upgraded} and is now ${restored}`);
  if (`${await titles(client)}` !== `${todos}`) throw new Error("the todos changed");
}

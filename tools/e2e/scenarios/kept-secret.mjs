import { runImage, upgrade } from "../releases.mjs";

export const title = "the Secret that the chart made stays, as it is, when it is to make none any more";

const chart = "todo-backend";

export async function run({ space, tags }) {
  const added = { stringData: { BACKEND_DATABASE_URL: "postgresql://postgres/todo" } };
  await space.kubectl(["patch", "secret", "todo-secrets", "--patch", JSON.stringify(added)]);
  const data = () => space.kubectl(["get", "secret", "todo-secrets", "--output", "jsonpath={.data}"]);
  const before = await data();
  await upgrade(space, chart, "local", { ...runImage(tags, chart), "secret.create": false });
  if ((await data()) !== before) throw new Error("the Secret is not what it was");
}

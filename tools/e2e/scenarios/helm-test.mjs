import { charts } from "../releases.mjs";

export const title = "helm test passes for both releases";

export async function run({ space }) {
  for (const chart of charts) await space.helm(["test", chart, "--timeout", "90s"]);
}

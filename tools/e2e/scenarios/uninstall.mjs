import { setTimeout as sleep } from "node:timers/promises";
import { charts } from "../releases.mjs";

export const title = "helm uninstall leaves nothing behind but the volumes with the data";

export async function run({ space, before }) {
  for (const chart of charts) await space.helm(["uninstall", chart, "--wait", "--timeout", "2m"]);
  let left = [];
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(1000)) {
    left = (await space.objects()).filter(
      (name) => !before.includes(name) && !/^persistentvolumeclaim/.test(name),
    );
    if (left.length === 0) return;
  }
  throw new Error(`left behind: ${left.join(", ")}`);
}

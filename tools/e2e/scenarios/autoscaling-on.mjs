import { runImage, upgrade } from "../releases.mjs";

export const title = "turning autoscaling on, and upgrading after it, ends no pod";

const chart = "todo-backend";
const autoscaling = { "autoscaling.enabled": true, "autoscaling.minReplicas": 2 };

export async function run({ space, tags }) {
  const pods = async () => (await space.pods(chart)).sort();
  const settings = runImage(tags, chart);
  await upgrade(space, chart, "ci", settings);
  const before = await pods();
  const expectAll = async (step) => {
    const after = await pods();
    if (`${after}` !== `${before}`) throw new Error(`the pods were ${before} and are ${step} ${after}`);
  };
  for (const step of ["with autoscaling", "after the next upgrade"]) {
    await upgrade(space, chart, "ci", { ...settings, ...autoscaling });
    await expectAll(step);
  }
  await space.helm(["rollback", chart, "--wait", "--timeout", "2m"]);
  await expectAll("after a rollback");
  await upgrade(space, chart, "ci", settings);
  await expectAll("without autoscaling again");
}

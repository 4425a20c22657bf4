import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../lib/workspace.mjs";
import { charts } from "../releases.mjs";

export const title =
  "Tilt's deployments and Helm's own take each other's place in any order, and the volumes stay";

/** What somebody may do, one after the other. */
const order = [
  "up",
  "helm",
  "up",
  "down",
  "helm",
  "up",
  "uninstall",
  "up",
  "down",
  "down",
  "helm",
  "uninstall",
];

export async function run({ space, cluster, command }) {
  const folder = copyOfTools(cluster.context, space.name);
  const tool = (name, ...args) => command("node", [join(folder, "tools", name), ...args]);
  const steps = {
    async up() {
      await tool("dev-secrets.mjs", "--apply");
      for (const chart of charts) await tool("deploy.mjs", chart);
    },
    async down() {
      for (const chart of charts.toReversed()) await tool("deploy.mjs", chart, "--remove");
    },
    async helm() {
      for (const chart of charts)
        await space.helm([
          "upgrade",
          "--install",
          chart,
          join(root, "charts", chart),
          "--set",
          "service.nodePort=0",
        ]);
    },
    async uninstall() {
      for (const chart of charts) await space.helm(["uninstall", chart]);
    },
  };
  try {
    let claims;
    for (const [index, step] of order.entries()) {
      const before = order.slice(0, index + 1).join(", ");
      await steps[step]();
      const deployed = (await space.list("deployments")).map(({ metadata }) => metadata.name);
      const expected = ["up", "helm"].includes(step) ? charts : [];
      if (`${deployed}` !== `${expected}`)
        throw new Error(`after ${before} there are the deployments ${deployed}`);
      const found = (await space.list("persistentvolumeclaims")).map(({ metadata }) => metadata.uid);
      claims ??= found;
      if (found.length !== charts.length || `${found}` !== `${claims}`)
        throw new Error(`after ${before} there are other volumes than at first`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The tools with a plan for this cluster and namespace. */
function copyOfTools(context, namespace) {
  const folder = mkdtempSync(join(tmpdir(), "inner-loop-"));
  for (const part of ["tools", "charts", "environments"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  const plan = JSON.parse(readFileSync(join(root, "dev", "plan.json"), "utf8"));
  plan.context = context;
  for (const { chart } of plan.services) {
    chart.namespace = namespace;
    // A NodePort of a developer's own installation may be taken.
    chart.set.push("service.nodePort=0");
  }
  cpSync(join(root, "dev"), join(folder, "dev"), { recursive: true });
  writeFileSync(join(folder, "dev", "plan.json"), JSON.stringify(plan));
  return folder;
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/workspace.mjs";
import { charts } from "../releases.mjs";

export const title = "the API server accepts what every environment renders, to the last field";

/** Groups of kinds that a cluster knows only once somebody installed them. */
const optionalGroups = ["gateway.networking.k8s.io", "monitoring.coreos.com"];

export async function run({ space, note }) {
  const known = await space.kubectl(["api-versions"]);
  const unknown = optionalGroups.filter((group) => !known.includes(group));
  if (unknown.length > 0)
    note(`not shown, as the cluster does not know them: kinds of ${unknown.join(" and ")}`);

  const folder = join(root, "environments");
  const environments = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: environment } of environments) {
    for (const chart of charts) {
      const values = join(folder, environment, `${chart}.values.yaml`);
      // A node port may be taken by an installation that is there.
      const manifests = await space.helm([
        "template",
        chart,
        join(root, "charts", chart),
        "--values",
        values,
        "--set",
        "service.nodePort=0",
      ]);
      const documents = manifests
        .split(/^---$/m)
        .filter((text) => !unknown.some((group) => text.includes(`apiVersion: ${group}/`)));
      await space.kubectl(["create", "--dry-run=server", "--validate=strict", "--filename", "-"], {
        input: documents.join("---"),
      });
    }
  }
}

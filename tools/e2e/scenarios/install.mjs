import { randomBytes } from "node:crypto";
import { addressOf } from "../address.mjs";
import { postgres } from "../postgres.mjs";
import { charts, runImage, upgrade } from "../releases.mjs";

export const title = "both charts install with the ci values, on PostgreSQL, as restricted pods";

export async function run(world) {
  const { space, cluster, tags } = world;
  const password = randomBytes(24).toString("hex");
  const database = `postgresql://todo:${password}@postgres.${space.name}.svc.cluster.local:5432/postgres`;
  world.secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "todo-secrets" },
    stringData: {
      BETTER_AUTH_SECRET: randomBytes(32).toString("hex"),
      API_TOKEN_SECRET: randomBytes(32).toString("hex"),
      BACKEND_DATABASE_URL: database,
      FRONTEND_DATABASE_URL: database,
    },
  };
  await space.apply(world.secret, ...postgres(`todo-e2e-postgres:${tags["todo-e2e-postgres"]}`, password));
  await space.rolledOut("postgres");
  world.before = await space.objects();
  await Promise.all(charts.map((chart) => upgrade(space, chart, "ci", runImage(tags, chart))));
  world.url = await addressOf(cluster, space, "todo-frontend");
}

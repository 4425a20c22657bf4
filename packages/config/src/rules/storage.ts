import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { eachService } from "./each-service.ts";
import { isHosted } from "./stages.ts";

export const sqliteOnePod = defineRule(
  "sqlite-one-pod",
  "SQLite is a file: one pod, and no autoscaling.",
  eachService(({ replicaCount, autoscaling }, report, { database }) => {
    if (database.kind !== "sqlite") return;
    const fix = "lower it, or use PostgreSQL";
    if (replicaCount > 1) report("replicaCount", { expected: "1 with SQLite", received: replicaCount, fix });
    if (autoscaling.enabled)
      report("autoscaling.enabled", {
        expected: "false with SQLite",
        received: true,
        fix: "turn it off, or use PostgreSQL",
      });
  }),
);

export const sqliteVolume = defineRule(
  "sqlite-volume",
  "SQLite keeps its file on a volume.",
  eachService(({ persistence }, report, { database }) => {
    if (database.kind !== "sqlite" || persistence.enabled) return;
    report("persistence.enabled", {
      expected: "true with SQLite",
      received: false,
      fix: "turn it on, or use PostgreSQL",
    });
  }),
);

export const externalDatabase = defineRule(
  "external-database",
  "Staging and production use an external PostgreSQL.",
  (environment: Environment, report) => {
    if (!isHosted(environment)) return;
    const { kind, external } = environment.database;
    const where = `in ${environment.stage}`;
    if (kind !== "postgres")
      report("database.kind", { expected: `"postgres" ${where}`, received: kind, fix: "use PostgreSQL" });
    if (!external) {
      report("database.external", {
        expected: `true ${where}`,
        received: external,
        fix: "use a database outside the cluster and say so",
      });
    }
  },
);

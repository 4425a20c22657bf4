import { defineRule } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { eachService } from "./each-service.ts";

/** Names of variables whose value is nobody's business. */
const secretName = /SECRET|PASSWORD|PASSWD|TOKEN|PRIVATE_KEY|API_KEY|CREDENTIAL|DATABASE_URL/i;

export const secretsByReference = defineRule(
  "secret-reference",
  "Secrets are referred to: the chart makes one only locally, and no variable holds one as text.",
  (environment: Environment, report) => {
    if (environment.secret.create && environment.stage !== "local") {
      report("secret.create", {
        expected: "false outside local",
        received: true,
        fix: "create the Secret beforehand and name it",
      });
    }
    eachService(({ extraEnv }, reportBelow) => {
      for (const [index, { name, value }] of extraEnv.entries()) {
        if (!value || !secretName.test(name)) continue;
        reportBelow(`extraEnv[${index}].value`, {
          expected: `no text for ${name}`,
          received: "(hidden)",
          fix: "use valueFrom.secretKeyRef",
        });
      }
    })(environment, report);
  },
);

export const madeSecretSuffices = defineRule(
  "made-secret",
  "The Secret that the backend's chart makes is in the backend's namespace and holds no database URL: the frontend must be there too, and the database SQLite.",
  ({ stage, secret, namespaces, database }: Environment, report) => {
    // Elsewhere no chart may make it at all.
    if (!secret.create || stage !== "local") return;
    const fix = "set it to false and create the Secret beforehand, in every namespace";
    if (namespaces.backend !== namespaces.frontend) {
      report("secret.create", {
        expected: `false with two namespaces (${namespaces.backend} and ${namespaces.frontend})`,
        received: true,
        fix,
      });
    }
    if (database.kind === "postgres") {
      report("secret.create", {
        expected: "false with PostgreSQL, whose URLs nobody can make up",
        received: true,
        fix,
      });
    }
  },
);

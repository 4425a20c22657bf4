import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./ai-error.mjs";

/** The folder of an environment's assistants, from the repository's root. */
export const assistantFolder = (environment) => `environments/${environment}/ai`;

/**
 * What the model says of an environment: its services with releases, namespaces, labels and addresses.
 *
 * @throws {UsageError} for a name that no environment has, with those that there are.
 */
export function readSystem(root, environment) {
  const known = readdirSync(join(root, "environments"), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(root, assistantFolder(entry.name), "system.json")),
    )
    .map(({ name }) => name);
  if (!known.includes(environment))
    throw new UsageError(
      `there is no environment ${JSON.stringify(environment)}; there are ${known.join(", ")}`,
    );
  return JSON.parse(readFileSync(join(root, assistantFolder(environment), "system.json"), "utf8"));
}

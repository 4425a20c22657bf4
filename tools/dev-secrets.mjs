/**
 * Makes the secrets of this machine at first use, in the git-ignored secrets.env of the state folder (mode 0600).
 *
 *   --apply   also puts them into the plan's cluster, as the Secret that the charts refer to
 *
 * Values are never printed and never written anywhere else.
 */
import { parseArgs } from "node:util";
import { readPlan, secretNames, stateDirectory } from "./lib/plan.mjs";
import { run } from "./lib/run.mjs";
import { ensureSecrets, secretsFile } from "./lib/secrets.mjs";
import { root } from "./lib/workspace.mjs";

const { values: options } = parseArgs({ options: { apply: { type: "boolean" } } });

try {
  const plan = readPlan(root);
  const stateDir = stateDirectory(root, plan);
  const names = secretNames(plan);
  const secrets = ensureSecrets(stateDir, names);
  console.log(`${secretsFile(stateDir)} holds ${names.join(", ")}`);
  if (options.apply) apply(plan, secrets);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** Server-side, because a client-side apply would copy the values into an annotation. */
function apply({ context, namespace, secretName }, secrets) {
  const manifest = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: secretName, namespace },
    stringData: secrets,
  };
  run("kubectl", ["--context", context, "apply", "--server-side", "--force-conflicts", "--filename", "-"], {
    input: JSON.stringify(manifest),
  });
}

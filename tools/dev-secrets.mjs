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
function apply({ context, secretName, services }, secrets) {
  const namespaces = new Set(services.map(({ chart }) => chart.namespace));
  const items = [...namespaces].flatMap((namespace) => [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: secretName, namespace, ...ownedBy(services, namespace) },
      stringData: secrets,
    },
  ]);
  const args = ["apply", "--server-side", "--force-conflicts", "--filename", "-"];
  run("kubectl", ["--context", context, ...args], {
    input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
  });
}

/** Marks the Secret as part of the release whose chart has it too: Helm adopts nothing else that it finds. */
function ownedBy(services, namespace) {
  const owner = services.find(({ chart }) => chart.makesSecret && chart.namespace === namespace);
  if (!owner) return {};
  return {
    labels: { "app.kubernetes.io/managed-by": "Helm" },
    annotations: {
      "meta.helm.sh/release-name": owner.chart.release,
      "meta.helm.sh/release-namespace": namespace,
    },
  };
}

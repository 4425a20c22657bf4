import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How long a token is good for: longer than any command here may take. */
const lifetime = "30m";

/** Makes kubectl print the caller's kubeconfig for one context, whole in itself. */
export const viewKubeconfig = ["config", "view", "--raw", "--minify", "--flatten", "--output", "json"];

/**
 * A kubeconfig with the token of a ServiceAccount and nothing else of the caller's, in a folder of its own that only this
 * user reads.
 *
 * @param kubectl runs kubectl with what the caller may do, as `(args) => Promise<stdout>`.
 * @param account name and namespace of the ServiceAccount.
 * @param namespace the default namespace.
 * @returns the file, the folder that it is in, and what removes both.
 */
export async function accountKubeconfig(kubectl, account, namespace = account.namespace) {
  const [view, token] = await Promise.all([
    kubectl(viewKubeconfig),
    kubectl(["create", "token", account.name, "--namespace", account.namespace, "--duration", lifetime]),
  ]);
  const [{ name: clusterName, cluster }] = JSON.parse(view).clusters;
  const kubeconfig = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterName, cluster }],
    users: [{ name: account.name, user: { token: token.trim() } }],
    contexts: [{ name: account.name, context: { cluster: clusterName, user: account.name, namespace } }],
    "current-context": account.name,
  };
  const folder = mkdtempSync(join(tmpdir(), `${account.name}-`));
  const file = join(folder, "config");
  writeFileSync(file, JSON.stringify(kubeconfig), { mode: 0o600 });
  return { file, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

import { findHelm, findKubectl } from "../helm.mjs";

/** Marks the namespaces of these tests, so that those of a killed run can be found. */
const ownLabel = { "app.kubernetes.io/managed-by": "todo-e2e" };

/** There is no cluster to test on. */
export class NoCluster extends Error {}

/**
 * The cluster of the current kubeconfig.
 *
 * @param command what runs programs, as `createCommand` makes it.
 * @throws {NoCluster} where none answers.
 */
export async function connectCluster(command) {
  const [kubectl, helm] = [findKubectl(), findHelm()];
  try {
    await command(kubectl, ["get", "--raw", "/readyz", "--request-timeout", "5s"]);
  } catch (error) {
    throw new NoCluster(
      `no cluster answers in the current kubeconfig. ${error.output ?? error.message}`.trim(),
    );
  }
  const context = (await command(kubectl, ["config", "current-context"])).trim();
  return {
    context,
    node: async () => JSON.parse(await command(kubectl, ["get", "nodes", "--output", "json"])).items[0],
    /** Removes namespaces and all that is in them. */
    removeNamespaces: (names) =>
      command(kubectl, ["delete", "namespace", ...names, "--ignore-not-found", "--timeout", "120s"]),
    /** Makes a namespace that refuses every pod short of the restricted Pod Security Standard. */
    async createNamespace(name) {
      const labels = { ...ownLabel, "pod-security.kubernetes.io/enforce": "restricted" };
      const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
      await command(kubectl, ["create", "--filename", "-"], { input: JSON.stringify(namespace) });
      // Made by a controller, in its own time; without it no pod is taken.
      const account = ["--namespace", name, "--for=create", "serviceaccount/default", "--timeout=60s"];
      await command(kubectl, ["wait", ...account]);
      return openNamespace(name, (program, args, options) =>
        command({ kubectl, helm }[program], ["--namespace", name, ...args], options),
      );
    },
  };
}

/** What the tests do in one namespace. */
function openNamespace(name, run) {
  const kubectl = (args, options) => run("kubectl", args, options);
  const list = async (kind, ...selection) =>
    JSON.parse(await kubectl(["get", kind, ...selection, "--output", "json"])).items;
  return {
    name,
    kubectl,
    list,
    helm: (args, options) => run("helm", args, options),
    apply: (...items) =>
      kubectl(["apply", "--filename", "-"], {
        input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
      }),
    /** The pods of a release, but for those that are ending and for that of `helm test`, which stays where it failed. */
    async pods(release) {
      const selector = `app.kubernetes.io/instance=${release},app.kubernetes.io/component!=test`;
      const pods = await list("pods", "--selector", selector);
      return pods.filter((pod) => !pod.metadata.deletionTimestamp).map((pod) => pod.metadata.name);
    },
    waitUntilGone: (pods) =>
      kubectl(["wait", "--for", "delete", "--timeout", "90s", ...pods.map((pod) => `pod/${pod}`)]),
    rolledOut: (release) => kubectl(["rollout", "status", `deployment/${release}`, "--timeout", "90s"]),
    /** Every object by kind and name, but for what the cluster makes by itself. */
    async objects() {
      const kinds = await kubectl(["api-resources", "--namespaced", "--verbs", "list", "--output", "name"]);
      const kept = kinds.split("\n").filter((kind) => kind !== "" && !/^events|^endpoint|^leases/.test(kind));
      return (await kubectl(["get", kept.join(","), "--output", "name"])).split("\n").sort();
    },
  };
}

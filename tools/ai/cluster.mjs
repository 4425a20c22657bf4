import { findKubectl } from "../helm.mjs";
import { AiError } from "./ai-error.mjs";
import { runLimited } from "./run-limited.mjs";

/** How long one question to the cluster may take, in seconds. */
const patience = 20;

/**
 * The cluster of an environment, as the caller's own kubeconfig reaches it.
 *
 * @throws {AiError} where it does not answer.
 */
export async function connectCluster({ context }) {
  const program = findKubectl();
  const run = (args, options) =>
    runLimited(program, ["--context", context, ...args], { seconds: patience, ...options });
  const kubectl = async (args, options) => {
    const { code, stdout, stderr, timedOut } = await run(args, options);
    if (code === 0) return stdout;
    throw new AiError(
      `kubectl ${args.slice(0, 3).join(" ")}: ${timedOut ? "no answer in time" : lastLine(stderr)}`,
    );
  };
  const { code, stderr, timedOut } = await run(["get", "--raw", "/readyz", "--request-timeout", "5s"]);
  if (code !== 0)
    throw new AiError(
      `no cluster answers in the context ${context}: ${timedOut ? "no answer in time" : lastLine(stderr)}. Start it, or switch: kubectl config use-context ${context}`,
    );
  return {
    context,
    kubectl,
    /** The objects of a kind in a namespace; `undefined` where the cluster does not have the kind or does not show it. */
    async items(kind, namespace, ...selection) {
      const args = ["get", kind, "--namespace", namespace, ...selection, "--output", "json"];
      const answer = await run(args);
      return answer.code === 0 ? JSON.parse(answer.stdout).items : undefined;
    },
    /** What the API server answers on a path, or `undefined`. */
    async raw(path) {
      const answer = await run(["get", "--raw", path]);
      return answer.code === 0 ? JSON.parse(answer.stdout) : undefined;
    },
    /** What a program in a container prints. @throws {AiError} where it fails. */
    exec: (service, pod, words) =>
      kubectl(["exec", pod, "--namespace", service.namespace, "--container", service.name, "--", ...words]),
  };
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";

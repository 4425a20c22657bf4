import { setTimeout as sleep } from "node:timers/promises";
import { accountKubeconfig } from "../../ai/account-kubeconfig.mjs";
import { findKubectl } from "../../helm.mjs";
import { assistantAccess } from "../assistant-files.mjs";
import { createCommand } from "../command.mjs";
import { isUnchanged, stateOf } from "../namespace-state.mjs";

export const title =
  "RBAC alone: the viewer reads, the operator scales and restarts, and whatever else they try changes nothing";

export async function run({ space, note }) {
  const objects = assistantAccess(space.name);
  // What is made is removed also after an interruption: the policy is no part of the namespace.
  const command = createCommand();
  const kubectl = (args, options) => command(findKubectl(), args, options);
  const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  await kubectl(["apply", "--filename", "-"], { input });
  try {
    const viewer = await accountKubeconfig(kubectl, { name: "todo-viewer", namespace: space.name });
    const operator = await accountKubeconfig(kubectl, { name: "todo-operator", namespace: space.name });
    try {
      const tried = await viewerIsHeld(space, viewer.file);
      const triedAsOperator = await operatorIsHeld(space, operator.file);
      note(`${tried} attempts of the viewer and ${triedAsOperator} of the operator refused`);
    } finally {
      viewer.remove();
      operator.remove();
    }
  } finally {
    await kubectl(["delete", "--ignore-not-found", "--filename", "-"], { input });
  }
}

async function viewerIsHeld(space, kubeconfig) {
  const [pod] = await space.pods("todo-backend");
  const as = shellOf(kubeconfig);
  const before = await stateOf(space);
  for (const words of [
    "get pods",
    `logs ${pod} --tail 1`,
    "get deployments,services,events,endpointslices,networkpolicies",
    "rollout status deployment/todo-backend --watch=false",
  ])
    await as(`kubectl ${words}`);
  const pods = `/api/v1/namespaces/${space.name}/pods/${pod}`;
  const job = JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "intruder" },
    spec: { containers: [{ name: "a", image: "todo-backend" }] },
  });
  const attempts = [
    "kubectl get secret todo-secrets",
    "kubectl get secrets --output yaml",
    `kubectl get --raw /api/v1/namespaces/${space.name}/secrets`,
    "kubectl describe secret todo-secrets",
    `kubectl delete pod ${pod}`,
    `kubectl delete pod ${pod} --dry-run=server`,
    // kubectl-ai takes whatever has --dry-run in it for harmless.
    `kubectl delete pod ${pod} --dry-run=none`,
    `kubectl get pods --dry-run=client >/dev/null 2>&1; kubectl delete pod ${pod}`,
    "kubectl delete deployment todo-backend # --dry-run=client",
    `kubectl exec ${pod} -- id`,
    `kubectl exec ${pod} -- sh -c 'cat /proc/self/environ' > /dev/null`,
    `kubectl get --raw '${pods}/exec?command=id&stdout=true'`,
    `kubectl attach ${pod}`,
    `kubectl cp ${pod}:/etc/hostname /dev/null`,
    `kubectl debug ${pod} --image=todo-backend --target=todo-backend`,
    `timeout 10 kubectl port-forward ${pod} :8000`,
    `kubectl get --raw ${pods}:8000/proxy/metrics`,
    `kubectl get --raw /api/v1/namespaces/${space.name}/services/todo-backend:8000/proxy/readyz`,
    // A redirection is no writing verb for kubectl-ai either.
    `kubectl apply --filename - <<'END'\n${job}\nEND`,
    `echo '${job}' | kubectl create --filename -`,
    `kubectl get deployment todo-backend --output yaml | sed 's/replicas: 2/replicas: 9/' | kubectl replace --filename -`,
    "kubectl run intruder --image=todo-backend",
    "kubectl scale deployment todo-backend --replicas=0",
    "kubectl rollout restart deployment todo-backend",
    "kubectl set image deployment/todo-backend '*=intruder'",
    `kubectl patch deployment todo-backend --patch '{"spec":{"replicas":0}}'`,
    "kubectl label deployment todo-backend a=b",
    "kubectl annotate deployment todo-backend a=b",
    "kubectl create token todo-operator",
    "kubectl create token todo-viewer",
    "kubectl create rolebinding intruder --clusterrole=admin --serviceaccount=default:default",
    "kubectl get pods --as system:admin",
    `kubectl delete pod ${pod} --as kubernetes-admin --as-group system:masters`,
    `kubectl scale deployment todo-backend --replicas=0 --as system:serviceaccount:${space.name}:todo-operator`,
    "kubectl get pods --namespace kube-system",
    "kubectl get pods --all-namespaces",
    "kubectl get nodes",
    "kubectl drain minikube",
  ];
  await allRefused(as, attempts);
  onlyReads(await as("kubectl auth can-i --list"));
  await isUnchanged(space, before);
  return attempts.length;
}

async function operatorIsHeld(space, kubeconfig) {
  const as = shellOf(kubeconfig);
  const patch = (spec) => `kubectl patch deployment todo-backend --patch '${JSON.stringify(spec)}'`;
  const container = (change) =>
    patch({ spec: { template: { spec: { containers: [{ name: "todo-backend", ...change }] } } } });
  await policyHolds(as, container({ image: "intruder" }));
  const [pod] = await space.pods("todo-backend");
  const before = await stateOf(space);
  const attempts = [
    "kubectl set image deployment/todo-backend '*=intruder'",
    "kubectl set env deployment/todo-backend A=b",
    "kubectl set serviceaccount deployment todo-backend default",
    container({ image: "intruder" }),
    container({ command: ["sh"] }),
    patch({ spec: { template: { metadata: { annotations: { a: "b" } } } } }),
    patch({ spec: { template: { metadata: { labels: { a: "b" } } } } }),
    patch({ spec: { strategy: { type: "Recreate", rollingUpdate: null } } }),
    patch({ spec: { paused: true } }),
    patch({ metadata: { finalizers: ["intruder/a"] } }),
    "kubectl label deployment todo-backend a=b",
    "kubectl annotate deployment todo-backend meta.helm.sh/release-name-",
    "kubectl delete deployment todo-backend",
    "kubectl scale deployment postgres --replicas=0",
    "kubectl rollout restart deployment postgres",
    "kubectl create deployment intruder --image=todo-backend",
    "kubectl get secrets",
    "kubectl get pods",
    `kubectl delete pod ${pod}`,
    `kubectl exec ${pod} -- id`,
    "kubectl get deployment todo-backend --as system:admin",
    "kubectl create token todo-operator",
  ];
  await allRefused(as, attempts);
  await isUnchanged(space, before);

  await as("kubectl scale deployment todo-frontend --replicas=3");
  await space.rolledOut("todo-frontend");
  if ((await space.pods("todo-frontend")).length !== 3)
    throw new Error("the operator's scaling did not come");
  await as("kubectl scale deployment todo-frontend --replicas=2");
  await as("kubectl rollout restart deployment todo-backend");
  await space.rolledOut("todo-backend");
  if ((await space.pods("todo-backend")).includes(pod))
    throw new Error("the operator's restart did not come");
  await space.rolledOut("todo-frontend");
  return attempts.length;
}

/** Runs lines of a shell as an account: with its kubeconfig, and no other that it could find. */
function shellOf(kubeconfig) {
  const command = createCommand();
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: kubeconfig };
  return (line) => command("sh", ["-c", line], { env });
}

/** @throws where a line ends well, or for another reason than that the API server refuses it. */
async function allRefused(as, lines) {
  const faults = await Promise.all(
    lines.map(async (line) => {
      const answer = await as(line).then(
        () => "ended well",
        ({ output, message }) => (/forbidden|denied request/i.test(output ?? "") ? "" : message),
      );
      return answer && `${line}: ${answer}`;
    }),
  );
  const told = faults.filter(Boolean);
  if (told.length > 0) throw new Error(`not refused by the API server:\n${told.join("\n")}`);
}

/** Every permission of `auth can-i --list`: but for asking about oneself, verbs that read. */
function onlyReads(list) {
  const [, ...lines] = list.trim().split("\n");
  for (const line of lines) {
    const verbs = /\[([^\]]*)\]\s*$/.exec(line)?.[1].split(" ") ?? [];
    const aboutItself = /^self\w+\.auth(entic|oriz)ation\.k8s\.io/.test(line);
    const more = verbs.filter((verb) => !["get", "list", "watch"].includes(verb));
    if (more.length > 0 && !aboutItself) throw new Error(`the viewer may ${more.join(", ")}: ${line}`);
    if (/secrets|exec|attach|portforward|proxy|impersonate/.test(line))
      throw new Error(`the viewer may ${line}`);
  }
}

/** The API server takes a moment to learn of a policy. */
async function policyHolds(as, line) {
  for (let left = 60; ; left--) {
    const answer = await as(`${line} --dry-run=server`).catch(({ output }) => output);
    if (/denied request/.test(answer)) return;
    if (left === 0) throw new Error(`the policy does not hold after 30 s: ${answer}`);
    await sleep(500);
  }
}

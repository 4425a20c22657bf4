import { join } from "node:path";
import { root } from "../../lib/workspace.mjs";
import { addressOf } from "../address.mjs";
import { runImage, upgradeTo } from "../releases.mjs";
import { signUp, titles } from "../user.mjs";
import { askBackend } from "./short-name.mjs";

export const title = "a frontend in another namespace reaches the backend by its full name";

export async function run({ space, cluster, command, tags, secret, createNamespace }) {
  const other = await createNamespace("other");
  await other.apply(secret);
  const values = await valuesFor(command, space.name, other.name);
  await space.apply(admission(other.name));
  try {
    await useFrom(other, space, cluster, values, tags);
  } finally {
    await space.kubectl(["delete", "networkpolicy", policyName]);
  }
}

async function useFrom(other, space, cluster, values, tags) {
  await upgradeTo(other, "todo-frontend", values, runImage(tags, "todo-frontend"));

  const found = await askBackend(other);
  if (!found.startsWith(`http://todo-backend.${space.name}.svc.cluster.local:`)) {
    throw new Error(`the frontend's API_URL is ${found}`);
  }
  const { client } = await signUp(await addressOf(cluster, other, "todo-frontend"));
  await client.addTodo({ title: "From afar" });
  if (!(await titles(client)).includes("From afar")) throw new Error("the todo is not listed");
}

/** The environment model's own values for these two namespaces; the accounts are in a file of the pod. */
async function valuesFor(command, backend, frontend) {
  const settings = {
    "namespaces.backend": backend,
    "namespaces.frontend": frontend,
    "database.kind": "sqlite",
    "backend.replicaCount": 1,
    "frontend.replicaCount": 1,
    "backend.disruptionBudget.enabled": false,
    "frontend.disruptionBudget.enabled": false,
    "frontend.service.nodePort": 0,
  };
  const set = Object.entries(settings).flatMap(([path, value]) => ["--set", `${path}=${value}`]);
  const chartmodel = join(root, "node_modules", ".bin", "chartmodel");
  const args = ["values", "--env", "ci", "--chart", "todo-frontend", "--json", ...set];
  return { ...JSON.parse(await command(chartmodel, args)), persistence: { enabled: false } };
}

const policyName = "from-another-namespace";

/** Policies add up: this one lets the other namespace in where the cluster enforces them. */
const admission = (namespace) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: policyName },
  spec: {
    podSelector: { matchLabels: { "app.kubernetes.io/name": "todo-backend" } },
    policyTypes: ["Ingress"],
    ingress: [
      { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }] },
    ],
  },
});

import type { Environment } from "../environment.ts";
import { toolServer } from "./tool-server.ts";

const rbac = "rbac.authorization.k8s.io";

/** What kagent's tool server may read of the cluster as a whole: the nodes. All else it reads in three namespaces. */
export function kagentAccess({ ai, namespaces }: Environment): object[] {
  const name = `todo-ops-nodes-${namespaces.backend}`;
  return [
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name },
      rules: [
        { apiGroups: [""], resources: ["nodes"], verbs: ["get", "list", "watch"] },
        { apiGroups: ["metrics.k8s.io"], resources: ["nodes"], verbs: ["get", "list"] },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name: toolServer.account, namespace: ai.namespace }],
    },
  ];
}

import type { Environment } from "../environment.ts";
import { type Account, account, deploymentNames, servicesByNamespace } from "./accounts.ts";

const rbac = "rbac.authorization.k8s.io";
const read = ["get", "list", "watch"];

/**
 * What the viewer may read. Every resource is named: a wildcard would have Secrets in it, and `pods/exec`,
 * `pods/portforward` and `pods/proxy`, which a mere `get` opens.
 */
const viewerRules = [
  {
    apiGroups: [""],
    resources: [
      "pods",
      "pods/log",
      "services",
      "endpoints",
      "configmaps",
      "events",
      "persistentvolumeclaims",
      "resourcequotas",
      "limitranges",
    ],
    verbs: read,
  },
  { apiGroups: ["apps"], resources: ["deployments", "replicasets"], verbs: read },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: read },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "networkpolicies"], verbs: read },
  { apiGroups: ["gateway.networking.k8s.io"], resources: ["httproutes"], verbs: read },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: read },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: read },
  { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: read },
  { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: ["get", "list"] },
];

/** What the operator may do to the deployments of these names; a restart is a patch of the deployment. */
function operatorRules(resourceNames: readonly string[]) {
  return [
    { apiGroups: ["apps"], resources: ["deployments"], resourceNames, verbs: [...read, "patch"] },
    {
      apiGroups: ["apps"],
      resources: ["deployments/scale"],
      resourceNames,
      verbs: ["get", "update", "patch"],
    },
  ];
}

/** The ServiceAccounts that kubectl-ai works as, and what each may do in each of the services' namespaces. */
export function access(environment: Environment): object[] {
  const kinds: readonly Account[] = ["viewer", "operator"];
  const accounts = kinds.map((kind) => ({
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: account(environment, kind),
    automountServiceAccountToken: false,
  }));
  const grants = [...servicesByNamespace(environment)].flatMap(([namespace, keys]) =>
    kinds.flatMap((kind) => {
      const { name, namespace: home } = account(environment, kind);
      const metadata = { name, namespace };
      const rules = kind === "viewer" ? viewerRules : operatorRules(deploymentNames(environment, keys));
      return [
        { apiVersion: `${rbac}/v1`, kind: "Role", metadata, rules },
        {
          apiVersion: `${rbac}/v1`,
          kind: "RoleBinding",
          metadata,
          roleRef: { apiGroup: rbac, kind: "Role", name },
          subjects: [{ kind: "ServiceAccount", name, namespace: home }],
        },
      ];
    }),
  );
  return [...accounts, ...grants];
}

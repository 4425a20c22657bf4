import { expect, test } from "vitest";
import { type Any, type ChartName, type EnvironmentName, find, render } from "./helm.ts";

const pods = (name: string) => ({
  podSelector: { matchLabels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name } },
});
const namespace = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
const postgres = { podSelector: { matchLabels: { "app.kubernetes.io/name": "postgres" } } };
const everybody = { ipBlock: { cidr: "0.0.0.0/0" } };
const tcp = (port: number) => ({ port, protocol: "TCP" });

const dns = {
  to: [{ ...namespace("kube-system"), podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
  ports: [{ port: 53, protocol: "UDP" }, tcp(53)],
};
const toBackend = { to: [pods("todo-backend")], ports: [tcp(8000)] };
const toDatabase = (peer: Any) => ({ to: [peer], ports: [tcp(5432)] });

interface Case {
  chart: ChartName;
  environment: EnvironmentName;
  from: Any[];
  to: Any[];
}

/** The whole communication matrix: what is not listed is refused. */
const matrix: Case[] = [
  { chart: "todo-frontend", environment: "local", from: [everybody], to: [dns, toBackend] },
  {
    chart: "todo-frontend",
    environment: "ci",
    from: [everybody],
    to: [dns, toDatabase(postgres), toBackend],
  },
  {
    chart: "todo-frontend",
    environment: "staging",
    from: [namespace("envoy-gateway-system")],
    to: [dns, toDatabase(everybody), toBackend],
  },
  {
    chart: "todo-frontend",
    environment: "production",
    from: [namespace("ingress-nginx")],
    to: [dns, toDatabase(everybody), toBackend],
  },
  { chart: "todo-backend", environment: "local", from: [pods("todo-frontend")], to: [dns] },
  {
    chart: "todo-backend",
    environment: "ci",
    from: [pods("todo-frontend")],
    to: [dns, toDatabase(postgres)],
  },
  {
    chart: "todo-backend",
    environment: "staging",
    from: [pods("todo-frontend")],
    to: [dns, toDatabase(everybody)],
  },
  {
    chart: "todo-backend",
    environment: "production",
    from: [pods("todo-frontend"), namespace("monitoring")],
    to: [dns, toDatabase(everybody)],
  },
];

test.each(matrix)("$chart in $environment", async ({ chart, environment, from, to }) => {
  const { spec } = find(await render(chart, environment), "NetworkPolicy");
  const port = chart === "todo-backend" ? 8000 : 3000;
  expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
  expect(spec.ingress).toEqual([{ from, ports: [tcp(port)] }]);
  expect(spec.egress).toEqual(to);
});

test("an empty list of peers is nobody, not everybody", async () => {
  const { spec } = find(
    await render("todo-frontend", "ci", (values) => {
      values.networkPolicy.clients = [];
      values.networkPolicy.dns = [];
      values.networkPolicy.database.peers = [];
      values.networkPolicy.backend.peers = [];
    }),
    "NetworkPolicy",
  );
  expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
  expect(spec).not.toHaveProperty("ingress");
  expect(spec).not.toHaveProperty("egress");
});

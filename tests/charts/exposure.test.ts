import { describe, expect, test } from "vitest";
import { charts, find, render } from "./helm.ts";

const hostnames = ["a.example.com", "b.example.com"];
const hosts = hostnames.map((host) => ({ host, paths: [{ path: "/", pathType: "Prefix" }] }));

describe.each(charts)("%s", (chart) => {
  const port = chart === "todo-backend" ? 8000 : 3000;

  test("an ingress serves every host, with TLS where a certificate is named", async () => {
    const manifests = await render(chart, "production", (values) => {
      values.ingress = {
        enabled: true,
        className: "nginx",
        annotations: { a: "b" },
        hosts,
        tls: [{ secretName: "cert", hosts: hostnames }],
      };
    });
    const { metadata, spec } = find(manifests, "Ingress");
    expect(metadata.annotations).toEqual({ a: "b" });
    expect(spec.ingressClassName).toBe("nginx");
    expect(spec.tls).toEqual([{ secretName: "cert", hosts: hostnames }]);
    expect(spec.rules.map(({ host }: { host: string }) => host)).toEqual(hostnames);
    for (const { http } of spec.rules) {
      expect(http.paths).toEqual([
        { path: "/", pathType: "Prefix", backend: { service: { name: chart, port: { name: "http" } } } },
      ]);
    }
  });

  test("an ingress without a certificate and class asks for neither", async () => {
    const manifests = await render(chart, "production", (values) => {
      values.ingress = { enabled: true, className: "", annotations: {}, hosts, tls: [] };
    });
    const { spec } = find(manifests, "Ingress");
    expect(spec).not.toHaveProperty("tls");
    expect(spec).not.toHaveProperty("ingressClassName");
  });

  test("a route is attached to the gateway's listener", async () => {
    const manifests = await render(chart, "production", (values) => {
      values.httpRoute = {
        enabled: true,
        annotations: {},
        hostnames,
        parentRefs: [{ name: "public", namespace: "infra", sectionName: "https" }],
      };
    });
    const { spec } = find(manifests, "HTTPRoute");
    expect(spec).toEqual({
      parentRefs: [{ name: "public", namespace: "infra", sectionName: "https" }],
      hostnames,
      rules: [{ backendRefs: [{ name: chart, port }] }],
    });
  });

  test("a node port belongs to type NodePort", async () => {
    const serviceOf = async (type: string, nodePort: number) => {
      const manifests = await render(chart, "ci", (values) => {
        Object.assign(values.service, { type, nodePort });
      });
      return find(manifests, "Service").spec;
    };
    expect(await serviceOf("NodePort", 31_000)).toMatchObject({
      type: "NodePort",
      ports: [{ nodePort: 31_000 }],
    });
    for (const [type, nodePort] of [["NodePort", 0] as const, ["ClusterIP", 31_000] as const]) {
      expect((await serviceOf(type, nodePort)).ports[0]).not.toHaveProperty("nodePort");
    }
  });
});

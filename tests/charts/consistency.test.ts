import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Any,
  charts,
  environments,
  find,
  isTest,
  parseManifests,
  render,
  root,
  runHelm,
} from "./helm.ts";

const longest = "r".repeat(53);
const releases = ["todo-backend", "todo-frontend", "blue", "123", longest];
const checksum = (manifests: Any[], of: "config" | "secret"): string =>
  find(manifests, "Deployment").spec.template.metadata.annotations[`checksum/${of}`];

describe.each(charts)("%s", (chart) => {
  test.each(releases)("all names of release %s are DNS labels of at most 63 characters", async (release) => {
    for (const environment of environments) {
      for (const { metadata } of await render(chart, environment, undefined, release)) {
        expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        for (const [key, value] of Object.entries(metadata.labels)) {
          expect(value, key).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);
        }
      }
    }
  });

  test.each(releases)(
    "everything that selects the pods of release %s selects those and no others",
    async (release) => {
      const manifests = await render(chart, "production", undefined, release);
      const { template, selector } = find(manifests, "Deployment").spec;
      const own = { "app.kubernetes.io/name": chart, "app.kubernetes.io/instance": release };
      expect(template.metadata.labels).toMatchObject(own);
      expect(selector.matchLabels).toEqual(own);
      expect(find(manifests, "Service").spec.selector).toEqual(own);
      expect(find(manifests, "PodDisruptionBudget").spec.selector.matchLabels).toEqual(own);
      expect(find(manifests, "NetworkPolicy").spec.podSelector.matchLabels).toEqual(own);
      for (const constraint of template.spec.topologySpreadConstraints) {
        expect(constraint.labelSelector.matchLabels).toEqual(own);
      }
      const test = manifests.find((manifest) => manifest.kind === "Pod" && isTest(manifest));
      expect(test.metadata.labels).not.toMatchObject(own);
    },
  );

  test("the Service, the probes and the container share one port", async () => {
    const manifests = await render(chart, "ci", (values) => {
      values.service.port = 4321;
    });
    const [container] = find(manifests, "Deployment").spec.template.spec.containers;
    expect(container.ports).toEqual([{ name: "http", containerPort: 4321, protocol: "TCP" }]);
    expect(find(manifests, "Service").spec.ports[0]).toMatchObject({ port: 4321, targetPort: "http" });
    expect(find(manifests, "ConfigMap").data.PORT).toBe("4321");
    expect(find(manifests, "NetworkPolicy").spec.ingress[0].ports).toEqual([{ port: 4321, protocol: "TCP" }]);
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
      expect(container[probe].httpGet.port).toBe("http");
    }
  });

  test("pods restart when their configuration or the secret's revision changes, and only then", async () => {
    const before = await render(chart, "ci");
    const resized = await render(chart, "ci", (values) => {
      values.replicaCount = 3;
    });
    expect(find(resized, "Deployment").spec.template).toEqual(find(before, "Deployment").spec.template);

    const configured = await render(chart, "ci", (values) => {
      values.service.port = 4321;
    });
    expect(checksum(configured, "config")).not.toBe(checksum(before, "config"));

    const rotated = await render(chart, "ci", (values) => {
      values.secret.revision = "2";
    });
    expect(checksum(rotated, "secret")).not.toBe(checksum(before, "secret"));
    expect(checksum(rotated, "config")).toBe(checksum(before, "config"));
  });

  test("pods restart with an upgrade that makes their Secret anew, and not for one that is made elsewhere", async () => {
    const upgraded = async (create: boolean) => {
      const values = JSON.stringify({ secret: { create } });
      const folder = join(root, "charts", chart);
      const { stdout } = await runHelm(["template", chart, folder, "--is-upgrade", "--values", "-"], values);
      return checksum(parseManifests(stdout), "secret");
    };
    expect(await upgraded(true)).not.toBe(await upgraded(true));
    expect(await upgraded(false)).toBe(await upgraded(false));
  });

  test("labels of the pods cannot take them away from the Service", async () => {
    const manifests = await render(chart, "ci", (values) => {
      values.podLabels = { "app.kubernetes.io/name": "other", team: "todo" };
    });
    expect(find(manifests, "Deployment").spec.template.metadata.labels).toMatchObject({
      "app.kubernetes.io/name": chart,
      team: "todo",
    });
  });

  test("annotations of the pods cannot stand for the chart's checksums", async () => {
    const before = await render(chart, "ci");
    const manifests = await render(chart, "ci", (values) => {
      values.podAnnotations = { "checksum/secret": "mine", team: "todo" };
    });
    expect(find(manifests, "Deployment").spec.template.metadata.annotations).toEqual({
      ...find(before, "Deployment").spec.template.metadata.annotations,
      team: "todo",
    });
  });

  test("an autoscaler alone decides on the replicas", async () => {
    const manifests = await render(chart, "production");
    expect(find(manifests, "Deployment").spec).not.toHaveProperty("replicas");
    const { scaleTargetRef } = find(manifests, "HorizontalPodAutoscaler").spec;
    expect(scaleTargetRef).toEqual({ apiVersion: "apps/v1", kind: "Deployment", name: chart });
  });

  test("a digest pins the image, and the tag still tells the version", async () => {
    const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
    const manifests = await render(chart, "production", (values) => {
      values.image.digest = digest;
    });
    const [container] = find(manifests, "Deployment").spec.template.spec.containers;
    expect(container.image).toMatch(new RegExp(`^[a-z./]+/${chart}:[0-9.]+@${digest}$`));
  });

  test("integers stay integers however large they are", async () => {
    const manifests = await render(chart, "ci", (values) => {
      values.lifecycle.terminationGracePeriodSeconds = 3600;
      values.service.port = 65535;
    });
    expect(find(manifests, "Deployment").spec.template.spec.terminationGracePeriodSeconds).toBe(3600);
    expect(find(manifests, "ConfigMap").data.PORT).toBe("65535");
  });
});

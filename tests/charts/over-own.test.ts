import { defineEnvironment, renderValues } from "@todo-stack/config";
import { expect, test } from "vitest";
import { overOwn } from "../../packages/schema/src/render/over-own.ts";
import { type Any, find, parseManifests, template, valuesOf } from "./helm.ts";

test("Helm gives an environment what its model says, and nothing that only the chart's own values have", async () => {
  const changed = defineEnvironment({
    name: "changed",
    extends: "ci",
    backend: {
      livenessProbe: { tcpSocket: { port: "http" } },
      resources: { requests: { cpu: "10m" } },
      podSecurityContext: { runAsNonRoot: true },
    },
  });
  const { backend } = renderValues(changed);
  const podOf = async (values: unknown): Promise<Any> => {
    const { stdout, stderr } = await template("todo-backend", values);
    expect(stderr).toBe("");
    return find(parseManifests(stdout), "Deployment").spec.template.spec;
  };
  const pod = await podOf(overOwn(valuesOf("todo-backend", "local"), backend));
  expect(pod.containers[0].livenessProbe).toEqual({ tcpSocket: { port: "http" } });
  expect(pod.containers[0].resources).toEqual({ requests: { cpu: "10m" } });
  expect(pod.securityContext).toEqual({ runAsNonRoot: true });
  expect((await podOf(backend)).securityContext).toHaveProperty("fsGroup");
});

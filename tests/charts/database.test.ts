import { describe, expect, test } from "vitest";
import { type Any, charts, find, render } from "./helm.ts";

const podSpec = (manifests: Any[]) => find(manifests, "Deployment").spec.template.spec;
const databaseUrl = { "todo-backend": "sqlite:////data/todos.db", "todo-frontend": "file:/data/auth.db" };
const databaseUrlKey = { "todo-backend": "BACKEND_DATABASE_URL", "todo-frontend": "FRONTEND_DATABASE_URL" };

describe.each(charts)("%s", (chart) => {
  test("SQLite is a file on a claim that one pod at a time has open", async () => {
    const manifests = await render(chart, "local");
    expect(find(manifests, "Deployment").spec).toMatchObject({ replicas: 1, strategy: { type: "Recreate" } });
    expect(find(manifests, "PersistentVolumeClaim").metadata.name).toBe(chart);
    expect(find(manifests, "ConfigMap").data.DATABASE_URL).toBe(databaseUrl[chart]);
    expect(podSpec(manifests).volumes).toContainEqual({
      name: "data",
      persistentVolumeClaim: { claimName: chart },
    });
    expect(podSpec(manifests).containers[0].volumeMounts).toContainEqual({
      name: "data",
      mountPath: "/data",
    });
  });

  test("PostgreSQL comes from the Secret, needs no volume and rolls without a gap", async () => {
    const manifests = await render(chart, "ci");
    const { strategy } = find(manifests, "Deployment").spec;
    expect(strategy).toEqual({ type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    expect(find(manifests, "PersistentVolumeClaim")).toBeUndefined();
    expect(find(manifests, "ConfigMap").data).not.toHaveProperty("DATABASE_URL");
    expect(podSpec(manifests).volumes.map(({ name }: Any) => name)).not.toContain("data");
    expect(podSpec(manifests).containers[0].env).toContainEqual({
      name: "DATABASE_URL",
      valueFrom: { secretKeyRef: { name: "todo-secrets", key: databaseUrlKey[chart] } },
    });
  });

  test("an existing claim is used in place of one that the chart makes", async () => {
    const manifests = await render(chart, "local", (values) => {
      values.persistence.existingClaim = "kept";
    });
    expect(find(manifests, "PersistentVolumeClaim")).toBeUndefined();
    expect(podSpec(manifests).volumes).toContainEqual({
      name: "data",
      persistentVolumeClaim: { claimName: "kept" },
    });
  });

  test("without persistence the file is lost with the pod", async () => {
    const manifests = await render(chart, "local", (values) => {
      values.persistence.enabled = false;
    });
    expect(find(manifests, "PersistentVolumeClaim")).toBeUndefined();
    expect(podSpec(manifests).volumes).toContainEqual({ name: "data", emptyDir: {} });
  });

  test.each([
    [
      "replicaCount",
      (values: Any) => (values.replicaCount = 2),
      /replicaCount must be 1 .* but is 2: lower it/,
    ],
    [
      "autoscaling",
      (values: Any) => (values.autoscaling.enabled = true),
      /autoscaling\.enabled must be false .* turn it off/,
    ],
  ])("a second pod by %s is refused beside SQLite, in a sentence", async (_, change, sentence) => {
    await expect(render(chart, "local", change)).rejects.toThrow(sentence);
    const postgres = (values: Any) => {
      change(values);
      values.database.kind = "postgres";
    };
    expect(find(await render(chart, "local", postgres), "Deployment")).toBeDefined();
  });

  test("the volume is mounted where the file is", async () => {
    const manifests = await render(chart, "local", (values) => {
      values.database.path = "/var/lib/todo/app.db";
    });
    expect(podSpec(manifests).containers[0].volumeMounts).toContainEqual({
      name: "data",
      mountPath: "/var/lib/todo",
    });
    expect(find(manifests, "ConfigMap").data.DATABASE_URL).toMatch(/\/var\/lib\/todo\/app\.db$/);
  });
});

test("the Secret that the backend's chart makes holds two long random secrets and nothing else", async () => {
  const secrets = await Promise.all(
    [1, 2].map(async () => find(await render("todo-backend", "local"), "Secret").data),
  );
  for (const data of secrets) {
    expect(Object.keys(data)).toEqual(["API_TOKEN_SECRET", "BETTER_AUTH_SECRET"]);
    for (const value of Object.values<string>(data)) {
      expect(Buffer.from(value, "base64").toString()).toMatch(/^[A-Za-z0-9]{48}$/);
    }
    expect(data.API_TOKEN_SECRET).not.toBe(data.BETTER_AUTH_SECRET);
  }
  expect(secrets[0]).not.toEqual(secrets[1]);
});

import { beforeAll, describe, expect, test } from "vitest";
import { type Any, charts, environments, render } from "./helm.ts";

/** Every pod that the manifests make, those of tests included. */
const podsOf = (manifests: Any[]) =>
  manifests.flatMap(({ kind, spec }) =>
    kind === "Deployment" ? [spec.template.spec] : kind === "Pod" ? [spec] : [],
  );

const secretKeys = {
  "todo-backend": ["API_TOKEN_SECRET"],
  "todo-frontend": ["API_TOKEN_SECRET", "BETTER_AUTH_SECRET"],
};
const databaseUrlKey = { "todo-backend": "BACKEND_DATABASE_URL", "todo-frontend": "FRONTEND_DATABASE_URL" };

const cases = charts.flatMap((chart) => environments.map((environment) => ({ chart, environment })));

describe.each(cases)("$chart in $environment", ({ chart, environment }) => {
  let manifests: Any[];
  beforeAll(async () => {
    manifests = await render(chart, environment);
  });

  test("every pod meets the restricted Pod Security Standard", () => {
    const pods = podsOf(manifests);
    expect(pods).toHaveLength(2);
    for (const pod of pods) {
      expect(pod).not.toHaveProperty("hostNetwork");
      expect(pod).not.toHaveProperty("hostPID");
      expect(pod).not.toHaveProperty("hostIPC");
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        });
        for (const port of container.ports ?? []) expect(port).not.toHaveProperty("hostPort");
      }
      for (const volume of pod.volumes ?? []) {
        expect(["emptyDir", "persistentVolumeClaim"]).toContain(
          Object.keys(volume).find((key) => key !== "name"),
        );
      }
    }
  });

  test("no pod holds a token of the cluster or is told of other Services", () => {
    for (const pod of podsOf(manifests)) {
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    }
  });

  test("every container has requests and limits", () => {
    for (const pod of podsOf(manifests)) {
      for (const { resources } of pod.containers) {
        expect(resources).toMatchObject({
          requests: { cpu: expect.any(String), memory: expect.any(String) },
          limits: { memory: expect.any(String) },
        });
      }
    }
  });

  test("secrets are referred to, never written, and each service is given its own only", () => {
    const env = podsOf(manifests).flatMap(({ containers }) =>
      containers.flatMap((container: Any) => container.env ?? []),
    );
    const references = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef ?? []);
    expect(new Set(references.map(({ name }) => name))).toEqual(new Set(["todo-secrets"]));
    const databaseUrl = environment === "local" ? [] : [databaseUrlKey[chart]];
    expect(references.map(({ key }) => key).sort()).toEqual([...secretKeys[chart], ...databaseUrl].sort());
    const madeSecrets = manifests.filter(({ kind }) => kind === "Secret").length;
    expect(madeSecrets).toBe(chart === "todo-backend" && environment === "local" ? 1 : 0);
  });
});

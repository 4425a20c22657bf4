import { evaluate } from "@chartmodel/schema";
import { expect, test } from "vitest";
import { prerequisites } from "../src/docs/prerequisites.ts";
import { defineEnvironment, project } from "../src/index.ts";
import type { View } from "../src/view.ts";

test("what variables and volumes that are added refer to is told beforehand", () => {
  const evaluation = evaluate(
    project,
    defineEnvironment({
      name: "changed",
      extends: "local",
      backend: {
        extraEnv: [
          { name: "A", valueFrom: { secretKeyRef: { name: "keys", key: "a" } } },
          { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "b" } } },
          { name: "C", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
        ],
      },
      frontend: {
        volumes: [
          { name: "tls", secret: { secretName: "certificates" } },
          { name: "texts", configMap: { name: "texts" } },
          { name: "files", persistentVolumeClaim: { claimName: "files" } },
          { name: "more", emptyDir: {} },
        ],
      },
    }),
  );
  const page = prerequisites({ environments: [evaluation] } as unknown as View);
  const rows = page
    .split("\n")
    .filter((line) => /^\| (?:Secret|ConfigMap|PersistentVolumeClaim) /.test(line));
  expect(rows).toEqual([
    "| Secret | `keys` with `a` |",
    "| ConfigMap | `settings` with `b` |",
    "| Secret | `certificates` |",
    "| ConfigMap | `texts` |",
    "| PersistentVolumeClaim | `files` |",
  ]);
});

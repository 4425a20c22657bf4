import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findOnPath } from "../../tools/lib/on-path.mjs";
import { plan, repository } from "./plan.js";
import { copyOfTiltfile, scratch, withContext, withoutCluster, writeMinikubeProfile } from "./scratch.js";
import { evaluateTiltfile, missingForTilt } from "./tilt.js";

const skipped = missingForTilt("helm");
if (skipped) console.warn(`SKIPPED: what the Tiltfile refuses, in Tilt itself (${skipped})`);

describe.skipIf(skipped)("what cannot work is refused with a sentence that says what to do", () => {
  const refusal = (root: string, env: Record<string, string>, ...args: string[]) => {
    const { code, words } = evaluateTiltfile(root, env, ...args);
    expect(code).toBe(5);
    return words;
  };

  test("a plan of another version, or none", () => {
    const other = copyOfTiltfile((copy) => {
      copy.version = 2;
    });
    expect(refusal(other, withoutCluster)).toMatch(
      /expected a plan of version 1, found 2\. Generate it anew: npm run/,
    );
    rmSync(join(other, "dev/plan.json"));
    expect(refusal(other, withoutCluster)).toMatch(
      /expected a plan of version 1, found none\. Generate it anew: npm run/,
    );
  });

  test.each([["by default"], ["when asked for", "--mode=cluster"]])(
    "a context that is not the model's, %s",
    (_, ...args) => {
      const words = refusal(repository, withContext("production"), ...args);
      expect(words).toContain(
        `The current Kubernetes context is "production", the model's is "${plan.context}"`,
      );
      expect(words).toContain(`kubectl config use-context ${plan.context}`);
    },
  );

  test("cluster mode without a cluster", () => {
    expect(refusal(repository, withoutCluster, "--mode=cluster")).toMatch(
      /current Kubernetes context is "".*tilt up -- --mode=local/s,
    );
  });

  test("a mode that does not exist", () => {
    expect(refusal(repository, withoutCluster, "--mode=docker")).toContain(
      '--mode: expected cluster or local, found "docker"',
    );
  });

  test("a Minikube whose runtime is not docker", () => {
    const remove = writeMinikubeProfile("containerd");
    const words = refusal(repository, withContext(plan.context));
    expect(words).toContain('Minikube\'s container runtime is "containerd"');
    expect(words).toContain("--container-runtime=docker");
    remove();
  });

  test("a missing helm", () => {
    const bin = join(scratch, "bin");
    mkdirSync(bin);
    symlinkSync(findOnPath("tilt") as string, join(bin, "tilt"));
    expect(refusal(repository, { ...withContext(plan.context), PATH: bin })).toMatch(
      /Not on PATH, but needed.*Helm 3\.14 or newer/s,
    );
  });
});

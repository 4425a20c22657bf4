import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { plan, repository } from "./plan.js";
import { writeKubeconfig } from "./tilt.js";

/** A folder of the test file's own; what is in it goes when the tests have run. */
export const scratch = mkdtempSync(join(tmpdir(), "tiltfile-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Variables with which the current context has this name; HOME is empty, so that no Minikube of this machine has a say. */
export const withContext = (context: string) => ({
  KUBECONFIG: writeKubeconfig(join(scratch, `${context}.kubeconfig`), context),
  HOME: scratch,
  MINIKUBE_HOME: scratch,
});
/** Variables with which there is no context. */
export const withoutCluster = { KUBECONFIG: join(scratch, "none"), HOME: scratch };

/** The Tiltfile and a changed plan in a folder of their own; enough for local mode. */
export function copyOfTiltfile(change: (copy: typeof plan) => void): string {
  const root = mkdtempSync(join(scratch, "copy-"));
  for (const path of ["Tiltfile", "tilt"])
    cpSync(join(repository, path), join(root, path), { recursive: true });
  const copy = structuredClone(plan);
  change(copy);
  mkdirSync(join(root, "dev"));
  writeFileSync(join(root, "dev/plan.json"), JSON.stringify(copy));
  return root;
}

/** A folder with programs of these names, which do nothing. */
export function folderOf(programs: readonly string[]): string {
  const folder = mkdtempSync(join(scratch, "bin-"));
  for (const program of programs) writeFileSync(join(folder, program), "", { mode: 0o755 });
  return folder;
}

/** Leaves what Minikube writes about a cluster that it made with this runtime. @returns what removes it. */
export function writeMinikubeProfile(runtime: string): () => void {
  const file = join(scratch, ".minikube/profiles", plan.context, "config.json");
  mkdirSync(dirname(file), { recursive: true });
  const profile = {
    KubernetesConfig: { ContainerRuntime: runtime },
    Nodes: [{ IP: "192.0.2.7", ControlPlane: true }],
  };
  writeFileSync(file, JSON.stringify(profile));
  return () => rmSync(file);
}

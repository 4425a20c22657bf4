import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { onTestFinished, vi } from "vitest";
import { findOnPath } from "../../tools/lib/on-path.mjs";

// Every test starts Tilt, some a whole session; a busy machine may take its time.
vi.setConfig({ testTimeout: 300_000 });

/** Why tests that need Tilt are skipped, or undefined where they run. */
export function missingForTilt(...programs: string[]): string | undefined {
  const missing = ["tilt", ...programs].filter((program) => !findOnPath(program));
  return missing.length > 0 ? `${missing.join(" and ")} not on PATH` : undefined;
}

/** Variables of a Tilt that talks to nobody. */
export const quietTilt = { TILT_DISABLE_ANALYTICS: "1", DO_NOT_TRACK: "1" };

/** Writes a kubeconfig whose current context has this name; nothing answers at its server. */
export function writeKubeconfig(file: string, context: string): string {
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": context,
      contexts: [{ name: context, context: { cluster: context, user: context } }],
      clusters: [{ name: context, cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: context, user: {} }],
    }),
  );
  return file;
}

/** What `tilt alpha tiltfile-result` prints, as far as the tests look at it. */
export interface TiltfileResult {
  Manifests: Manifest[];
  ObjectSet: Record<string, Record<string, { spec: Record<string, unknown> }>>;
}

export interface Manifest {
  Name: string;
  Labels: Record<string, string>;
  ResourceDependencies: string[] | null;
  ImageTargets: ImageTarget[] | null;
  DeployTarget: {
    yaml?: string;
    applyCmd?: { args: string[] };
    deleteCmd?: { args: string[] };
    imageMaps?: string[];
    Links: { URL: { Scheme: string; Host: string; Path: string }; Name: string }[] | null;
    Deps?: string[];
    ServeCmd?: { Argv: string[]; Env: string[] };
    UpdateCmdSpec?: { args: string[] };
    ReadinessProbe?: { httpGet: { host: string; port: number; path: string } };
    portForwardTemplateSpec?: {
      forwards: {
        localPort: number;
        containerPort: number;
        host: string;
        name: string;
        path?: string;
      }[];
    };
  };
}

export interface ImageTarget {
  selector: string;
  LiveUpdateSpec: {
    stopPaths: string[];
    execs?: { args: string[] }[];
    syncs: { localPath: string; containerPath: string }[];
  };
  BuildDetails: { context: string; args: string[] | null; target: string };
}

/** Evaluates the Tiltfile of `root`; `words` holds its warnings and errors. */
export function evaluateTiltfile(root: string, env: Record<string, string>, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    "tilt",
    ["alpha", "tiltfile-result", "--verbose", "--", ...args],
    {
      cwd: root,
      env: { ...process.env, ...quietTilt, ...env },
      encoding: "utf8",
      maxBuffer: 64 << 20,
    },
  );
  const result: TiltfileResult | undefined = status === 0 ? JSON.parse(stdout) : undefined;
  return { code: status, result, words: stderr };
}

/** The links of a manifest as the UI shows them. */
export function linksOf({ DeployTarget }: Manifest): { url: string; name: string }[] {
  return (DeployTarget.Links ?? []).map(({ URL, Name }) => ({
    url: `${URL.Scheme}://${URL.Host}${URL.Path}`,
    name: Name,
  }));
}

/** Runs Tilt; `output` is standard output and standard error in one. Nothing of it outlives the test. */
export function startTilt(root: string, args: string[], env: Record<string, string>) {
  const child = spawn("tilt", args, { cwd: root, env: { ...process.env, ...quietTilt, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const done = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, output }));
  });
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await done;
  });
  return { done, output: () => output };
}

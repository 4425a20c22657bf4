import { spawn } from "node:child_process";

/** The oldest Helm that this package is tested with. */
export const oldestHelm = { major: 3, minor: 14 };

/** A Helm that can be run, or why there is none. */
export type HelmSearch =
  | { readonly command: string; readonly version: string }
  | { readonly missing: string };

/** How a process ended. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Looks for Helm: `command`, else the one that the environment variable HELM names, else `helm` on PATH.
 */
export async function findHelm(command = process.env.HELM || "helm"): Promise<HelmSearch> {
  let result: ProcessResult;
  try {
    result = await runHelm(command, ["version", "--template", "{{.Version}}"]);
  } catch (error) {
    return { missing: `${command} cannot be run (${(error as NodeJS.ErrnoException).code ?? error})` };
  }
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(result.stdout) ?? [];
  if (result.code !== 0 || major === undefined) return { missing: `${command} does not tell its version` };
  const isOlder =
    Number(major) < oldestHelm.major || (Number(major) === 3 && Number(minor) < oldestHelm.minor);
  const version = result.stdout.trim();
  if (isOlder)
    return {
      missing: `${command} is ${version}, at least ${oldestHelm.major}.${oldestHelm.minor} is needed`,
    };
  return { command, version };
}

/**
 * Runs Helm to its end.
 *
 * @throws what `spawn` reports when the command cannot be started.
 */
export function runHelm(command: string, args: readonly string[], input = ""): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
    // Helm may end before it has read its values, for example when there is no such chart.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

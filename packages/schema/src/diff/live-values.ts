import { spawnSync } from "node:child_process";
import type { Release } from "../project/define-project.ts";
import { UsageError } from "../usage-error.ts";

/**
 * The values that a release in the cluster has, its chart's own among them, through `helm get values --all`.
 *
 * @param helm - the command.
 * @param context - of kubectl. @default the current one
 * @throws {UsageError} with Helm's words where it cannot tell.
 */
export function liveValues(helm: string, { name, namespace }: Release, context?: string): unknown {
  const args = ["get", "values", name, "--all", "--namespace", namespace, "--output", "json"];
  if (context !== undefined) args.push("--kube-context", context);
  const place = context === undefined ? namespace : `${namespace} of ${context}`;
  const { status, stdout, stderr } = spawnSync(helm, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0)
    throw new UsageError(
      `the release ${name} in ${place} cannot be read: ${stderr.trim().replace(/^Error: /, "")}`,
    );
  try {
    return JSON.parse(stdout) ?? {};
  } catch {
    throw new UsageError(`the release ${name} in ${place} cannot be read: ${helm} did not print JSON`);
  }
}

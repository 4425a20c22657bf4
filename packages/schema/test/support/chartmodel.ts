import { spawnSync } from "node:child_process";
import { program } from "./paths.ts";
import type { TempProject } from "./temp-project.ts";

/** What a call of the program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls the program in a project, or in a folder of it. */
export function chartmodel(
  { folder }: Pick<TempProject, "folder">,
  args: readonly string[],
  { env = {}, cwd = folder }: { env?: Record<string, string>; cwd?: string } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });
  return { code: status, stdout, stderr };
}

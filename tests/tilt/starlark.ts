import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { createPythonEnv } from "../../tools/lib/python-env.mjs";
import { repository } from "./plan.js";

vi.setConfig({ testTimeout: 60_000 });

const folder = join(import.meta.dirname, "starlark");
const requirements = join(folder, "requirements.txt");

/** What the Tiltfile asked of Tilt: the name of a builtin, its arguments by position and by name. */
// biome-ignore lint/suspicious/noExplicitAny: each builtin has arguments of its own
export type Call = [name: string, args: any[], kwargs: Record<string, any>];

export interface Scenario {
  context: string;
  mode: string;
  environ: Record<string, string>;
}

/** A Python with the Starlark interpreter, made at first use in the git-ignored state folder. */
export function starlarkPython(): string {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const environment = join(repository, ".dev", `starlark-${digest}`);
  const python = join(environment, "bin", "python");
  if (!existsSync(python)) createPythonEnv(environment, requirements);
  return python;
}

/** Evaluates the Tiltfile of `root` without Tilt. */
export function runTiltfile(root: string, scenario: Scenario): { calls: Call[]; error: string | null } {
  const script = join(folder, "run_tiltfile.py");
  const { status, stdout, stderr } = spawnSync(starlarkPython(), [script, root, JSON.stringify(scenario)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

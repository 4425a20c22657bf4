import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { packageFolder, program } from "./paths.ts";
import type { TempProject } from "./temp-project.ts";

/** What a call of the program left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Folder = Pick<TempProject, "folder">;

/** Calls the program in a project, or in a folder of it, as a process of its own. */
export function chartmodel(
  { folder }: Folder,
  args: readonly string[],
  { env = {}, cwd = folder, input }: { env?: Record<string, string>; cwd?: string; input?: string } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: "utf8",
    ...(input !== undefined && { input }),
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });
  return { code: status, stdout, stderr };
}

/** What the program writes at the moment, where it runs in this process. */
let written: { stdout: string; stderr: string } | undefined;

captureOutput();

/** The program as it is built, loaded by Node and not by the runner of the tests. */
const { main } = createRequire(import.meta.url)(join(packageFolder, "dist/chunk-main.js")) as {
  main: { main(argv: readonly string[]): Promise<number> };
};

/** Does the same in this process, which takes a tenth of the time. */
export async function runMain(
  { folder }: Folder,
  args: readonly string[],
  { env = {}, cwd = folder }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Outcome> {
  const before = process.cwd();
  const environment = { ...process.env };
  const output = { stdout: "", stderr: "" };
  written = output;
  process.chdir(cwd);
  Object.assign(process.env, env);
  try {
    const code = await main.main(args);
    return { code, ...output };
  } finally {
    process.chdir(before);
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, environment);
    written = undefined;
  }
}

/** Takes what a call writes, to a stream or to the file; before the program is loaded, which may keep the function. */
function captureOutput(): void {
  const { writeSync } = fs;
  const writeToFile = (descriptor: number, bytes: Buffer, ...more: never[]) => {
    const name = ([undefined, "stdout", "stderr"] as const)[descriptor];
    if (!written || !name) return writeSync(descriptor, bytes, ...more);
    written[name] += bytes;
    return bytes.length;
  };
  Object.assign(fs, { writeSync: writeToFile });
  syncBuiltinESMExports();
  for (const name of ["stdout", "stderr"] as const) {
    const write = process[name].write.bind(process[name]) as (...args: unknown[]) => boolean;
    Object.assign(process[name], {
      write: (chunk: string | Uint8Array, ...more: unknown[]) => {
        if (!written) return write(chunk, ...more);
        written[name] += chunk;
        return true;
      },
    });
  }
}

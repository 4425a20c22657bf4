import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkspace, type Workspace } from "./workspace.js";

/** Runs `npm start`'s tool where these programs are all that is on PATH, each a shell script. */
async function startWith(workspace: Workspace, programs: Record<string, string>, ...args: string[]) {
  const bin = join(workspace.root, "bin");
  mkdirSync(bin);
  symlinkSync("/bin/sh", join(bin, "sh"));
  for (const [name, script] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const tool = join(workspace.root, "tools/start.mjs");
  return workspace.startProgram("/usr/bin/env", `PATH=${bin}`, process.execPath, tool, ...args).done;
}

test("all that is missing is said at once, before anything is installed", async () => {
  const workspace = await createWorkspace();
  const { code, output } = await startWith(workspace, {});
  expect(output).toMatch(/npx is not on PATH/);
  expect(output).toMatch(/Python 3\.11 or newer is needed; none is on PATH\. Install it/);
  expect(code).toBe(1);
  expect(existsSync(join(workspace.root, "node_modules"))).toBe(false);
});

test("a Python that is too old or cannot make an environment is named", async () => {
  const old = await startWith(await createWorkspace(), {
    python3: 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi',
  });
  expect(old.output).toContain("Python 3.11 or newer is needed; found python3 (Python 3.9.2)");
  const bare = await startWith(await createWorkspace(), {
    python3: 'case "$2" in *venv*) exit 1;; esac',
  });
  expect(bare.output).toContain(
    "python3 lacks its venv module. On Debian and Ubuntu: apt install python3-venv",
  );
});

test("Python is not asked for where only the charts are checked", async () => {
  const { output } = await startWith(await createWorkspace(), { npx: "exit 1" }, "--config-only");
  expect(output).not.toContain("Python");
});

test("an option that there is not is told before anything else", async () => {
  const { output } = await startWith(
    await createWorkspace(),
    { python3: "exit 1", npx: "exit 1" },
    "--chekc",
  );
  expect(output).toContain("Unknown option '--chekc'");
  expect(output).toContain("[--check] [--config-only] [--no-tilt]");
  expect(output).not.toContain("Python");
});

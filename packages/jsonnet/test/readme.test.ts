import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const examples = [
  ...readFileSync(join(packageFolder, "README.md"), "utf8").matchAll(
    /```ts\n(?<program>.*?)```\n+```text\n(?<output>.*?)```/gs,
  ),
].map(({ groups }) => groups as Record<"program" | "output", string>);

const folder = mkdtempSync(join(tmpdir(), "jsonnet-readme-"));
mkdirSync(join(folder, "node_modules"));
symlinkSync(packageFolder, join(folder, "node_modules/jsonnet-ts"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(examples)("an example of the README prints what it says: $output", ({ program, output }) => {
  writeFileSync(join(folder, "example.mts"), program);
  const run = spawnSync(process.execPath, ["example.mts"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.stdout).toBe(output);
});

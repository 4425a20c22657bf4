import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { isRunning } from "../support/is-running.ts";

const library = new URL("../support/managed-process.ts", import.meta.url).href;
const patiently = { timeout: 60_000 };

test("what a test is starting ends with the test when that is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "managed-process-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "id");
  const command = ["sh", "-c", `echo $$ > ${file}; sleep 600`];
  const options = { command, cwd: folder, env: {}, health: "http://127.0.0.1:9/" };
  const script = `import { startProcess } from "${library}"; await startProcess(${JSON.stringify(options)});`;
  const runner = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
  const id = await vi.waitFor(() => {
    const text = readFileSync(file, "utf8").trim();
    expect(text).not.toBe("");
    return text;
  }, patiently);
  onTestFinished(() => {
    if (isRunning(id)) process.kill(-Number(id), "SIGKILL");
  });
  expect(isRunning(id)).toBe(true);
  runner.kill("SIGKILL");
  await vi.waitFor(() => expect(isRunning(id)).toBe(false), patiently);
});

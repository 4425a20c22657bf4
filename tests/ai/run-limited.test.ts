import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { runLimited } from "../../tools/ai/run-limited.mjs";
import { isRunning } from "../support/is-running.ts";

const library = new URL("../../tools/ai/run-limited.mjs", import.meta.url).href;

const patiently = { timeout: 60_000 };

test("a program ends when it is told to before its time", async () => {
  const told = new AbortController();
  const running = runLimited("sleep", ["600"], { seconds: 600, signal: told.signal });
  told.abort();
  expect(await running).toMatchObject({ code: undefined, timedOut: false });
});

test.each(["SIGINT", "SIGKILL"] as const)("a program ends when %s ends who runs it", async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), "run-limited-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "ids");
  const command = `sleep 600 & echo $$ $! > ${file}; wait`;
  const script = `import { runLimited } from "${library}";
await runLimited("sh", ["-c", ${JSON.stringify(command)}], { seconds: 600 });`;
  const runner = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
  const started = () => {
    const ids = readFileSync(file, "utf8").trim().split(" ");
    expect(ids).toHaveLength(2);
    return ids;
  };
  const ids = await vi.waitFor(started, patiently);
  expect(ids.every(isRunning)).toBe(true);
  runner.kill(signal);
  await vi.waitFor(() => expect(ids.filter(isRunning)).toEqual([]), patiently);
});

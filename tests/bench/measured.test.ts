import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { measured } from "../../bench/measured.mjs";

test("a command that is over its limit ends with all that it started", async () => {
  const folder = mkdtempSync(join(tmpdir(), "measured-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const output = join(folder, "out");
  const found = measured(["sh", "-c", "sleep 600 & echo $$ $!; wait"], { output, limit: 2 });
  expect(found.over).toBe(true);
  const ids = readFileSync(output, "utf8").trim().split(" ");
  expect(ids).toHaveLength(2);
  await vi.waitFor(() => expect(ids.filter(isRunning)).toEqual([]), { timeout: 10_000 });
});

test("a command that fails is no result", () => {
  expect(() => measured(["sh", "-c", "echo no >&2; exit 3"], {})).toThrow(/ended with 3: no/);
});

/** One that has ended may be kept as a zombie by who has to look after it. */
function isRunning(id: string): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", id], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { measured } from "../../bench/measured.mjs";
import { isRunning } from "../support/is-running.ts";

test("a command that is over its limit ends with all that it started", async () => {
  const folder = mkdtempSync(join(tmpdir(), "measured-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const output = join(folder, "out");
  const found = measured(["sh", "-c", "sleep 600 & echo $$ $!; wait"], { output, limit: 2 });
  expect(found.over).toBe(true);
  const ids = readFileSync(output, "utf8").trim().split(" ");
  expect(ids).toHaveLength(2);
  await vi.waitFor(() => expect(ids.filter(isRunning)).toEqual([]), { timeout: 60_000 });
});

test("a command that fails is no result", () => {
  expect(() => measured(["sh", "-c", "echo no >&2; exit 3"], {})).toThrow(/ended with 3: no/);
});

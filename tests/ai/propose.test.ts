import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { propose } from "../../tools/ai/propose.mjs";

const told = `echo '{"verdict":"accepted"}'`;

/** A project whose `chartmodel` ends in some way. */
function projectEndingWith(end: string): string {
  const root = mkdtempSync(join(tmpdir(), "propose-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const bin = join(root, "node_modules/.bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "chartmodel"), `#!/bin/sh\n${end}\n`, { mode: 0o755 });
  return root;
}

const ask = (end: string) =>
  propose(projectEndingWith(end), "local", [{ path: "a", value: "b" }], { reason: "r", write: true });

test.each([told, `${told}; exit 1`])("a proposal that ends with %s is told", async (end) => {
  expect(await ask(end)).toEqual({ verdict: "accepted" });
});

test.each([
  [
    `${told}; echo 'the overlay was written by another program just now' >&2; exit 2`,
    /\(2\): the overlay was written by/,
  ],
  [`${told}; kill -9 $$`, /it was ended/],
  ["echo 'SyntaxError: the program is broken' >&2; exit 1", /\(1\): SyntaxError/],
])("a proposal that ends with %s was not written", async (end, sentence) => {
  await expect(ask(end)).rejects.toThrow(sentence);
});

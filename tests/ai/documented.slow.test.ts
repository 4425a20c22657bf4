import { join } from "node:path";
import { expect, test } from "vitest";
import { documentedCommands, transcripts } from "../../tools/e2e/transcripts.mjs";
import { runAi } from "./run-ai.ts";

const documented = documentedCommands(join(import.meta.dirname, "../.."));

test("every documented command has a transcript", () => {
  expect(documented.length).toBeGreaterThan(5);
  expect(transcripts.map(({ words }) => words)).toEqual(documented);
});

// The others are replayed on a cluster: tools/e2e/scenarios/documented-commands.mjs.
test.each(transcripts.filter(({ cluster }) => !cluster))(
  "$words",
  async ({ words, turns, codes, printed }) => {
    const result = await runAi(words, turns);
    expect(result.printed).toMatch(printed);
    expect(codes).toContain(result.code);
  },
);

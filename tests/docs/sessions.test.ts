import { spawnSync } from "node:child_process";
import { describe, expect, onTestFinished, test } from "vitest";
import { findHelm } from "../../tools/helm.mjs";
import { documents, readDocument, workspace } from "./documents.ts";
import { commandsOf, startSession } from "./session.ts";

/** Pages that begin in an empty folder. */
const sessions = ["docs/tutorial.md"];

test.each(sessions)("%s, word for word", (path) => {
  const session = startSession();
  onTestFinished(session.end);
  for (const block of readDocument(path).blocks) session.follow(block);
});

const shown = documents()
  .filter(({ path }) => !sessions.includes(path) && !path.startsWith("packages/"))
  .flatMap(({ path, blocks }) => blocks.map((block) => ({ path, ...block })))
  .filter(
    ({ language, text }) =>
      language === "console" && commandsOf(text).every((line) => /^npx chartmodel /.test(line)),
  );

describe("what pages show of this repository's own project is what is printed", () => {
  test("and there is something", () => expect(shown).not.toEqual([]));
  test.each(shown)("$path: $text", ({ text }) => {
    const printed = commandsOf(text).map((command) => {
      const program = command.replace(/^npx chartmodel/, '"$NODE" packages/schema/bin/chartmodel.cjs');
      const { stdout } = spawnSync("sh", ["-c", `{ ${program}\n} 2>&1`], {
        cwd: workspace,
        encoding: "utf8",
        env: { ...process.env, NODE: process.execPath, HELM: findHelm(), FORCE_COLOR: undefined },
      });
      return `$ ${command}\n${stdout.trimEnd()}\n`;
    });
    expect(printed.join("\n").trimEnd()).toBe(text.trimEnd());
  });
});

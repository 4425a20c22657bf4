import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findHelm } from "../../tools/helm.mjs";
import { documents, readDocument, workspace } from "./documents.ts";
import { collections, sessions } from "./pages.ts";
import { commandsOf, type Session, startSession, typeErrors } from "./session.ts";

const followed: Session[] = [];
afterAll(() => {
  for (const { end } of followed) end();
});

test.each(sessions)("%s, word for word", (path) => {
  const session = startSession();
  followed.push(session);
  for (const block of readDocument(path).blocks) session.follow(block);
});

describe.each(collections)("%s, word for word", (path) => {
  const sections = Object.entries(Object.groupBy(readDocument(path).blocks, ({ section }) => section));
  const [[, beginning = []] = [], ...others] = sections;
  const start = startSession();
  beforeAll(() => beginning.forEach(start.follow));
  afterAll(start.end);

  test.each(others)("%s", (_section, blocks = []) => {
    const session = start.branch();
    followed.push(session);
    blocks.forEach(session.follow);
  });
});

test("TypeScript has nothing against what was followed", () => {
  expect(followed.length).toBeGreaterThan(10);
  expect(typeErrors(followed)).toBe("");
});

const shown = documents()
  .filter(({ path }) => ![...sessions, ...collections].includes(path) && !path.startsWith("packages/"))
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

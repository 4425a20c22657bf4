import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifestIssueHelp } from "../../packages/lint/src/issue/manifest-issue-help.ts";
import { issueHelp } from "../../packages/schema/src/issue-help.ts";
import { codesPage, examples, messageOf } from "../../site/codes-page.mjs";
import { workspace } from "./documents.ts";

const known = Object.keys({ ...issueHelp, ...manifestIssueHelp });

/** Where codes are listed and explained, and not given to anything. */
const lists = /[\\/](?:manifest-)?issue(?:-help)?\.ts$/;

const sources = ["json-schema", "schema", "lint"].flatMap((name) => {
  const folder = join(workspace, "packages", name, "src");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !lists.test(`/${file}`))
    .map((file) => readFileSync(join(folder, file), "utf8"));
});

test("every code that the sources give to an issue is explained", () => {
  const given = sources.flatMap((text) =>
    [...text.matchAll(/\bcode: "([a-z]+(?:-[a-z]+)*)"/g)].map(([, code]) => code),
  );
  expect(given).toContain("value-unused");
  expect(given.filter((code) => !known.includes(code ?? ""))).toEqual([]);
});

test("every code that is explained is given to something", () => {
  expect(known.filter((code) => !sources.some((text) => text.includes(`"${code}"`)))).toEqual([]);
});

test("the example of every code of a model is an issue of that code, and the only one", () => {
  for (const [code, example] of Object.entries(examples))
    expect(messageOf(example)).toMatch(new RegExp(`^.* \\[${code}\\]$`));
  expect(Object.keys(issueHelp)).toEqual([
    ...Object.keys(examples),
    "release-shared",
    "rendering",
    "secret-unmarked",
  ]);
});

test("the page of codes is up to date: npm run docs -- --pages", () => {
  expect(codesPage()).toBe(readFileSync(join(workspace, "docs/codes.md"), "utf8"));
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { charts, root } from "./helm.ts";

const read = (chart: string, file: string) =>
  readFileSync(join(root, "charts", chart, "templates", file), "utf8");
const filesOf = (chart: string) =>
  readdirSync(join(root, "charts", chart, "templates"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(join(root, "charts", chart, "templates").length + 1),
    )
    .sort();

/** What the services differ in: settings, secrets, peers, metrics, the words for people, and what a test calls. */
const ownFiles = [
  "NOTES.txt",
  "_secret-variables.tpl",
  "configmap.yaml",
  "networkpolicy.yaml",
  "servicemonitor.yaml",
  "tests/_command.tpl",
];
const shared = filesOf("todo-backend").filter((file) => !ownFiles.includes(file));

test.each(shared)("%s is the same in both charts but for the chart's name", (file) => {
  const ofFrontend = read("todo-frontend", file).replaceAll("todo-frontend", "todo-backend");
  expect(ofFrontend).toBe(read("todo-backend", file));
});

test("the frontend has no template of its own beyond those", () => {
  const expected = [...shared, ...ownFiles.filter((file) => file !== "servicemonitor.yaml")].sort();
  expect(filesOf("todo-frontend")).toEqual(expected);
});

describe.each(charts)("templates of %s", (chart) => {
  test.each(filesOf(chart))("%s holds no default and uses the chart's own helpers", (file) => {
    const text = read(chart, file);
    expect(text).not.toMatch(/\bdefault\s/);
    for (const [, helper] of text.matchAll(/(?:define|include) "([^"]+)"/g)) {
      expect(helper).toMatch(new RegExp(`^${chart}\\.`));
    }
  });
});

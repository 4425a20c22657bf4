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

describe.each(charts)("templates of %s", (chart) => {
  test.each(filesOf(chart))("%s holds no default and uses the chart's own helpers", (file) => {
    const text = read(chart, file);
    expect(text).not.toMatch(/\bdefault\s/);
    for (const [, helper] of text.matchAll(/(?:define|include) "([^"]+)"/g)) {
      expect(helper).toMatch(new RegExp(`^${chart}\\.`));
    }
  });
});

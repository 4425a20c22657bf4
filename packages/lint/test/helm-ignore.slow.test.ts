import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findHelm } from "../../../tools/helm.mjs";
import { readChartFiles } from "../src/chart/chart-files.ts";
import { tempChart } from "./temp-chart.ts";

const names = [
  "a.txt",
  "A.txt",
  "ab.txt",
  "b.md",
  "dir/a.txt",
  "dir/b.md",
  "dir/sub/a.txt",
  "other/dir/c.txt",
  "x y.txt",
  "[z].txt",
  "a-b",
  ".hidden",
  "templates/.seen.yaml",
  "ü.txt",
];
const listing = '{{ range $name, $_ := .Files.Glob "**" }}\n# file {{ $name }}\n{{ end }}';

/** The files that Helm reads of a chart; `undefined` where it refuses it. */
function filesOfHelm(folder: string): string[] | undefined {
  const { status, stdout } = spawnSync(findHelm(), ["template", folder], { encoding: "utf8" });
  return status === 0
    ? [...stdout.matchAll(/^# file (.*)$/gm)].map(([, name = ""]) => name).sort()
    : undefined;
}

async function filesOfLint(folder: string): Promise<string[] | undefined> {
  try {
    const files = await readChartFiles(folder);
    const isOwn = (name: string) =>
      ["Chart.yaml", "values.yaml"].includes(name) || /^templates\/[^.]/.test(name);
    return [...files.keys()].filter((name) => !isOwn(name)).sort();
  } catch {
    return undefined;
  }
}

test.each([
  "",
  "a.txt",
  "A.TXT",
  "*.txt",
  "*.TXT",
  "a?.txt",
  "/a.txt",
  "/dir",
  "dir/",
  "dir/*",
  "dir/a.txt",
  "/dir/a.txt",
  "*/a.txt",
  "sub",
  "sub/",
  "a.txt/",
  "[ab].*",
  "[^a].txt",
  "[a-c]b.txt",
  "[z-a].txt",
  "\\[z\\].txt",
  "x y.txt  ",
  "  # a comment\n#a.txt\n\nb.md\r\n",
  "\uFEFFa.txt",
  "!a.txt",
  "!dir/",
  "b.md\n!*.txt",
  "!b.md\nb.md",
  "**/a.txt",
  "a**",
  "[a",
  "a\\",
  ".hidden",
  ".?*",
  "ü.txt",
  "?.txt",
  "$a|(b)+",
  "templates/.seen.yaml",
])("reads what Helm reads with a .helmignore of %j", async (rules) => {
  const folder = tempChart({ "values.yaml": "{}\n", "templates/list.yaml": listing });
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "a: 1\n");
  }
  for (const name of readdirSync(folder)) if (name === ".helmignore") rmSync(join(folder, name));
  if (rules !== "") writeFileSync(join(folder, ".helmignore"), rules);
  expect(await filesOfLint(folder)).toEqual(filesOfHelm(folder));
});

import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { undoSteps } from "../../src/write/undo.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Takes back a change that began at a time; the file that is there then has another, both in milliseconds. */
function undoneFile(begun: number, modified: number): string {
  const root = tempFolder();
  const file = join(root, "file");
  const oldFile = (path: string) => join(root, "old", path);
  mkdirSync(join(root, "old"));
  writeFileSync(oldFile("file"), "old");
  writeFileSync(file, "new");
  utimesSync(file, modified / 1000, modified / 1000);
  undoSteps(root, [{ kind: "change", path: "file" }], { begun, oldFile, newFile: oldFile });
  return readFileSync(file, "utf8");
}

test.each([
  { what: "is as old as the steps", begun: 1000.7, modified: 1000.6, left: "old" },
  { what: "was copied, its time rounded up", begun: 1000.7, modified: 1001.2, left: "old" },
  { what: "was written later", begun: 1000.7, modified: 1002.2, left: "new" },
])("a file that $what: $left", ({ begun, modified, left }) => {
  expect(undoneFile(begun, modified)).toBe(left);
});

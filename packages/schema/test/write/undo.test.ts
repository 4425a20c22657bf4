import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../../src/usage-error.ts";
import { undoUnfinished } from "../../src/write/journal.ts";
import { digestOf, type Step } from "../../src/write/step.ts";
import { undoSteps } from "../../src/write/undo.ts";
import { tempFolder } from "../support/temp-folder.ts";

function write(root: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

const textOf = (root: string, path: string) =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;

const change = (path: string): Step => ({ kind: "change", path, digest: digestOf("new") });
const add = (path: string, ...files: string[]): Step => ({
  kind: "add",
  path,
  files: files.map((file) => ({ path: file, digest: digestOf("new") })),
});
const remove = (path: string): Step => ({ kind: "remove", path });

/** What is left at `file`, and what was told as somebody's, where a step is taken back and that was found. */
function undo(step: Step, files: Record<string, string>) {
  const root = tempFolder();
  write(root, files);
  const { kept } = undoSteps(root, [step], (path) => join(root, "old", path));
  return { left: textOf(root, "file"), kept };
}

const ours: string[] = [];
const somebodys = ["file"];
test.each<[string, Step, Record<string, string>, string | undefined, string[]]>([
  ["a change that was made", change("file"), { file: "new", "old/file": "old" }, "old", ours],
  ["a change that was not made yet", change("file"), { file: "old", "old/file": "old" }, "old", ours],
  ["a change that was not begun", change("file"), { file: "old" }, "old", ours],
  ["a change over which somebody wrote", change("file"), { file: "x", "old/file": "old" }, "x", somebodys],
  ["a change that somebody removed", change("file"), { "old/file": "old" }, undefined, somebodys],
  ["a removal that was made", remove("file"), { "old/file": "old" }, "old", ours],
  [
    "a removal across file systems, half made",
    remove("file"),
    { file: "old", "old/file": "old" },
    "old",
    ours,
  ],
  ["a removal where somebody wrote", remove("file"), { file: "x", "old/file": "old" }, "x", somebodys],
  ["an addition that was made", add("file", "file"), { file: "new" }, undefined, ours],
  ["an addition where somebody wrote", add("file", "file"), { file: "x" }, "x", somebodys],
  ["an addition that was not made", add("file", "file"), {}, undefined, ours],
])("takes back %s, whatever the times of the files are", (_, step, files, left, kept) => {
  expect(undo(step, files)).toEqual({ left, kept });
});

test("an old file that somebody put back with its old time stays", () => {
  const root = tempFolder();
  write(root, { file: "of my own", "old/file": "old" });
  utimesSync(join(root, "file"), 1, 1);
  expect(undoSteps(root, [change("file")], (path) => join(root, "old", path)).kept).toEqual(["file"]);
  expect(textOf(root, "file")).toBe("of my own");
});

test("nothing is written or removed through a link that somebody put in a folder's place", () => {
  const outside = tempFolder();
  const root = tempFolder();
  write(root, { "folder/a": "new", "folder/b": "new", "old/folder/a": "old" });
  renameSync(join(root, "folder"), join(outside, "folder"));
  symlinkSync(join(outside, "folder"), join(root, "folder"));
  const steps = [change("folder/a"), add("folder/b", "folder/b"), remove("folder/c")];
  write(root, { "old/folder/c": "old" });
  const { kept } = undoSteps(root, steps, (path) => join(root, "old", path));
  expect(kept.toSorted()).toEqual(["folder/a", "folder/b", "folder/c"]);
  expect([textOf(outside, "folder/a"), textOf(outside, "folder/b"), textOf(outside, "folder/c")]).toEqual([
    "new",
    "new",
    undefined,
  ]);
});

describe("a journal that no chartmodel wrote", () => {
  const victim = { kind: "add", path: "../victim", files: [{ path: "../victim", digest: digestOf("mine") }] };
  const digest = digestOf("mine");
  test.each<[string, unknown[]]>([
    ["adds a file outside", [victim]],
    ["changes a file outside", [{ kind: "change", path: "../victim", digest }]],
    ["removes a file outside", [{ kind: "remove", path: "../victim" }]],
    ["goes outside by a detour", [{ kind: "remove", path: "a/../../victim" }]],
    ["names the folder itself", [{ kind: "remove", path: "." }]],
    ["names its own folder", [{ kind: "remove", path: ".chartmodel/lock" }]],
    ["adds a file that is elsewhere", [{ kind: "add", path: "q", files: [{ path: "p", digest }] }]],
    ["has a step that is null", [null]],
    ["has a step of no kind", [{ path: "p" }]],
    ["has a path that is a number", [{ kind: "remove", path: 5 }]],
    ["has a path with NUL", [{ kind: "remove", path: "a\0b" }]],
    ["has a path of control characters", [{ kind: "remove", path: "a\nb" }]],
    ["has files that are no list", [{ kind: "add", path: "p", files: "p" }]],
    ["has a file without a digest", [{ kind: "add", path: "p", files: [{ path: "p" }] }]],
  ])("that %s is refused with a sentence, and nothing is touched", (_, steps) => {
    const parent = tempFolder();
    const root = join(parent, "project");
    write(parent, { victim: "mine" });
    const lines = [{ version: 2 }, ...steps].map((step) => JSON.stringify(step));
    write(root, { ".chartmodel/journal": `${lines.join("\n")}\n`, ".chartmodel/old/p": "old" });
    expect(() => undoUnfinished(root)).toThrow(UsageError);
    expect(textOf(parent, "victim")).toBe("mine");
  });

  test.each(["null", "[]", '{"version":1}', "", "\0", '"a"'])(
    "that begins with %j is refused too",
    (text) => {
      const root = tempFolder();
      write(root, { ".chartmodel/journal": text });
      expect(() => undoUnfinished(root)).toThrow(/which files a killed one was writing/);
    },
  );
});

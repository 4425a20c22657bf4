import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { FileTransaction } from "../../src/write/file-transaction.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Folder with `old.txt`, and everything that is in it afterwards. */
function folderWithOld() {
  const folder = tempFolder();
  const path = (file: string) => join(folder, file);
  writeFileSync(path("old.txt"), "old");
  const read = (file: string) => readFileSync(path(file), "utf8");
  return { folder, path, read, content: () => (readdirSync(folder, { recursive: true }) as string[]).sort() };
}

function transaction(folder: string): FileTransaction {
  const files = new FileTransaction(folder);
  onTestFinished(() => files.close());
  return files;
}

/** Stages contents by path, commits and closes. */
function write(folder: string, contents: Record<string, string>): FileTransaction {
  const files = transaction(folder);
  for (const [path, content] of Object.entries(contents)) files.stage(path, content);
  files.commit();
  files.close();
  return files;
}

describe("FileTransaction", () => {
  test("adds, changes and leaves alone, and tells which", () => {
    const { folder, path, read, content } = folderWithOld();
    writeFileSync(path("same.txt"), "same");
    const { changes } = write(folder, { "old.txt": "new", "same.txt": "same", "a/b/new.txt": "added" });
    expect([...changes]).toEqual([
      ["old.txt", "changed"],
      ["same.txt", "unchanged"],
      ["a/b/new.txt", "added"],
    ]);
    expect(read("old.txt")).toBe("new");
    expect(read("a/b/new.txt")).toBe("added");
    expect(content()).toEqual(["a", "a/b", "a/b/new.txt", "old.txt", "same.txt"]);
  });

  test("adds to new and to old folders at once", () => {
    const { folder, path, content } = folderWithOld();
    mkdirSync(path("a"));
    write(folder, { "a/b/c/1": "", "a/b/2": "", "a/3": "", "d/4": "" });
    expect(content()).toEqual(["a", "a/3", "a/b", "a/b/2", "a/b/c", "a/b/c/1", "d", "d/4", "old.txt"]);
  });

  test("touches no file whose content is the same", () => {
    const { folder, path } = folderWithOld();
    utimesSync(path("old.txt"), 1, 1);
    const { ino, mtimeMs, ctimeMs } = statSync(path("old.txt"));
    write(folder, { "old.txt": "old" });
    expect(statSync(path("old.txt"))).toMatchObject({ ino, mtimeMs, ctimeMs });
  });

  test("changes nothing before the commit, and leaves nothing without one", () => {
    const { folder, path, read, content } = folderWithOld();
    writeFileSync(path("gone.txt"), "");
    const files = transaction(folder);
    files.stage("old.txt", "new");
    files.stage("a/b/c/new.txt", "new");
    files.remove("gone.txt");
    expect(read("old.txt")).toBe("old");
    files.close();
    expect(content()).toEqual(["gone.txt", "old.txt"]);
    expect(read("old.txt")).toBe("old");
  });

  test("keeps what it needs meanwhile where git does not see it", () => {
    const { folder, read } = folderWithOld();
    transaction(folder).stage("old.txt", "new");
    expect(read(".chartmodel/.gitignore")).toBe("*\n");
  });

  test("removes a file, and the folders that are empty then", () => {
    const { folder, path, content } = folderWithOld();
    mkdirSync(path("a/b"), { recursive: true });
    writeFileSync(path("a/b/gone.txt"), "");
    const files = transaction(folder);
    files.remove("a/b/gone.txt");
    files.commit();
    files.close();
    expect(content()).toEqual(["old.txt"]);
  });

  test("keeps the mode of a file that it changes", () => {
    const { folder, path } = folderWithOld();
    chmodSync(path("old.txt"), 0o640);
    write(folder, { "old.txt": "new" });
    expect(statSync(path("old.txt")).mode & 0o777).toBe(0o640);
  });

  test("puts everything back when a file cannot be put into place", () => {
    const { folder, path, read, content } = folderWithOld();
    mkdirSync(path("sub"));
    const files = transaction(folder);
    for (const file of ["old.txt", "new.txt", "x/y/new.txt", "sub/blocked.txt"]) files.stage(file, "new");
    // Somebody takes the folder away between the two steps.
    rmSync(path("sub"), { recursive: true });
    expect(() => files.commit()).toThrow(/ENOENT/);
    files.close();
    expect(read("old.txt")).toBe("old");
    expect(content()).toEqual(["old.txt"]);
  });

  test.each(["old.txt", "new.txt"])("does not write over what somebody wrote into %s meanwhile", (file) => {
    const { folder, path, read } = folderWithOld();
    const files = transaction(folder);
    files.stage("before.txt", "new");
    files.stage(file, "new");
    writeFileSync(path(file), "by hand");
    expect(() => files.commit()).toThrow(`${file} was written by another program just now`);
    files.close();
    expect(read(file)).toBe("by hand");
    expect(() => read("before.txt")).toThrow(/ENOENT/);
  });

  test("says what is in the way where a folder or a file has to be", () => {
    const { folder, path, content } = folderWithOld();
    mkdirSync(path("folder"));
    const files = transaction(folder);
    expect(() => files.stage("old.txt/x.txt", "new")).toThrow(/old\.txt: expected a folder .* found a file/);
    expect(() => files.stage("folder", "new")).toThrow(/folder: expected a file .* found a folder/);
    files.close();
    expect(content()).toEqual(["folder", "old.txt"]);
  });

  test("keeps the old files when a folder is read-only", () => {
    const { folder, path, read, content } = folderWithOld();
    mkdirSync(path("locked"), { mode: 0o555 });
    asOrdinaryUser([folder, path("old.txt")], () => {
      const files = transaction(folder);
      files.stage("old.txt", "new");
      files.stage("locked/x.txt", "new");
      expect(() => files.commit()).toThrow(/EACCES/);
      files.close();
    });
    expect(read("old.txt")).toBe("old");
    expect(content()).toEqual(["locked", "old.txt"]);
  });

  test("refuses two outputs of one path", () => {
    const { folder } = folderWithOld();
    const files = transaction(folder);
    files.stage("new.txt", "1");
    expect(() => files.stage("new.txt", "2")).toThrow("two outputs write new.txt");
  });
});

describe("an output that is a link", () => {
  test("to a file in the folder is written through", () => {
    const { folder, path, read } = folderWithOld();
    symlinkSync("old.txt", path("link.txt"));
    const { changes } = write(folder, { "link.txt": "new" });
    expect(lstatSync(path("link.txt")).isSymbolicLink()).toBe(true);
    expect(read("old.txt")).toBe("new");
    expect([...changes]).toEqual([["link.txt", "changed"]]);
  });

  test("to a folder in the folder is written through", () => {
    const { folder, path, read } = folderWithOld();
    mkdirSync(path("real"));
    symlinkSync("real", path("link"));
    write(folder, { "link/a/new.txt": "new" });
    expect(lstatSync(path("link")).isSymbolicLink()).toBe(true);
    expect(read("real/a/new.txt")).toBe("new");
  });

  test.each(["link", "link/new.txt"])("that leads outside is refused: %s", (output) => {
    const { folder, path } = folderWithOld();
    const outside = tempFolder();
    symlinkSync(outside, path("link"));
    const files = transaction(folder);
    expect(() => files.stage(output, "new")).toThrow(`link: the link leads to ${outside}, outside`);
    expect(readdirSync(outside)).toEqual([]);
  });

  test("that leads to nothing is refused", () => {
    const { folder, path } = folderWithOld();
    symlinkSync("nothing", path("link"));
    expect(() => transaction(folder).stage("link", "new")).toThrow(/link: expected a link to something/);
  });

  test.each([
    { what: "old", target: "old.txt" },
    { what: "new", target: "real/new.txt" },
  ])("and the $what file that it leads to are not both written", ({ target }) => {
    const { folder, path } = folderWithOld();
    mkdirSync(path("real"));
    symlinkSync(target === "old.txt" ? "." : "real", path("link"));
    const files = transaction(folder);
    files.stage(target, "1");
    expect(() => files.stage(join("link", target.replace("real/", "")), "2")).toThrow(/two outputs write/);
  });

  test("of another kind, a second name of a file, is parted from it", () => {
    const { folder, path, read } = folderWithOld();
    linkSync(path("old.txt"), path("second.txt"));
    write(folder, { "second.txt": "new" });
    expect([read("old.txt"), read("second.txt")]).toEqual(["old", "new"]);
  });
});

/** Runs as a user to whom read-only means something: root may write everywhere. */
function asOrdinaryUser(owned: readonly string[], run: () => void): void {
  const nobody = 65_534;
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) for (const path of owned) chownSync(path, nobody, nobody);
  if (isRoot) process.seteuid?.(nobody);
  try {
    run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

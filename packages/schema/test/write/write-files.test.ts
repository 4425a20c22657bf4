import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FileTransaction } from "../../src/index.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Folder with `old.txt`, and everything that is in it afterwards. */
function folderWithOld() {
  const folder = tempFolder();
  const old = join(folder, "old.txt");
  writeFileSync(old, "old");
  return { folder, old, content: () => (readdirSync(folder, { recursive: true }) as string[]).sort() };
}

describe("FileTransaction", () => {
  test("adds, changes and leaves alone, and tells which", () => {
    const { folder, old, content } = folderWithOld();
    const same = join(folder, "same.txt");
    const added = join(folder, "a/b/new.txt");
    writeFileSync(same, "same");
    const files = new FileTransaction();
    files.stage(old, "new");
    files.stage(same, "same");
    files.stage(added, "added");
    files.commit();
    expect([...files.changes]).toEqual([
      [old, "changed"],
      [same, "unchanged"],
      [added, "added"],
    ]);
    expect(readFileSync(old, "utf8")).toBe("new");
    expect(readFileSync(added, "utf8")).toBe("added");
    expect(content()).toEqual(["a", "a/b", "a/b/new.txt", "old.txt", "same.txt"]);
  });

  test("touches no file whose content is the same", () => {
    const { old } = folderWithOld();
    utimesSync(old, 1, 1);
    const before = statSync(old);
    const files = new FileTransaction();
    files.stage(old, "old");
    files.commit();
    expect(statSync(old)).toMatchObject({
      ino: before.ino,
      mtimeMs: before.mtimeMs,
      ctimeMs: before.ctimeMs,
    });
  });

  test("changes nothing before the commit", () => {
    const { old } = folderWithOld();
    const files = new FileTransaction();
    files.stage(old, "new");
    expect(readFileSync(old, "utf8")).toBe("old");
    files.abort();
  });

  test("leaves neither temporary file nor new folder when it is aborted", () => {
    const { folder, old, content } = folderWithOld();
    const files = new FileTransaction();
    files.stage(old, "new");
    files.stage(join(folder, "a/b/c/new.txt"), "new");
    files.abort();
    expect(content()).toEqual(["old.txt"]);
    expect(readFileSync(old, "utf8")).toBe("old");
  });

  test("keeps the mode of a file that it changes", () => {
    const { old } = folderWithOld();
    chmodSync(old, 0o640);
    const files = new FileTransaction();
    files.stage(old, "new");
    files.commit();
    expect(statSync(old).mode & 0o777).toBe(0o640);
  });

  test("puts everything back when a file cannot be put into place", () => {
    const { folder, old, content } = folderWithOld();
    const added = join(folder, "new.txt");
    const blocked = join(folder, "sub/blocked.txt");
    const files = new FileTransaction();
    files.stage(old, "new");
    files.stage(added, "new");
    files.stage(blocked, "new");
    // Somebody takes the folder away between the two steps.
    rmSync(join(folder, "sub"), { recursive: true });
    expect(() => files.commit()).toThrow(/ENOENT/);
    expect(readFileSync(old, "utf8")).toBe("old");
    expect(content()).toEqual(["old.txt"]);
  });

  test("says what is in the way where a folder has to be", () => {
    const { folder, old, content } = folderWithOld();
    const files = new FileTransaction();
    files.stage(join(folder, "fine.txt"), "new");
    expect(() => files.stage(join(old, "x.txt"), "new")).toThrow(/ENOTDIR|EEXIST/);
    files.abort();
    expect(content()).toEqual(["old.txt"]);
  });

  test("keeps the old files when a folder is read-only", () => {
    const { folder, old, content } = folderWithOld();
    const locked = join(folder, "locked");
    mkdirSync(locked, { mode: 0o555 });
    asOrdinaryUser([folder, old], () => {
      const files = new FileTransaction();
      files.stage(old, "new");
      expect(() => files.stage(join(locked, "x.txt"), "new")).toThrow(/EACCES/);
      files.abort();
    });
    expect(readFileSync(old, "utf8")).toBe("old");
    expect(content()).toEqual(["locked", "old.txt"]);
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

import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { undoUnfinished } from "../../src/write/journal.ts";
import { runMain } from "../support/chartmodel.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { after, before } from "./kills/states.mjs";

/** `npm run test:kills` kills at every place; `npm test` at some. */
const isLong = process.env["MODE"] === "kills";

/** Each kill is a process or two. */
const timeout = isLong ? 3_600_000 : 120_000;

/** The programs that are started, thousands of times: each in one file, which starts in half of the time. */
const programs = mkdtempSync(join(tmpdir(), "chartmodel-killed-"));
buildSync({
  entryPoints: ["write-set", "undo-set", "across-file-systems"].map((name) =>
    join(import.meta.dirname, `kills/${name}.mjs`),
  ),
  outdir: programs,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  // The package has no side effects, it says, and one is what makes them countable.
  ignoreAnnotations: true,
  platform: "node",
  format: "cjs",
  logLevel: "error",
});

let kills = 0;
afterAll(() => {
  rmSync(programs, { recursive: true });
  if (isLong) console.log(`Measured: ${kills} kills at the steps of writing and of undoing`);
});

/** Runs a program that is killed before the given call, or to its end; gives the number of calls then. */
function run(script: "write-set" | "undo-set", folder: string, killAt?: number): number {
  const { signal, status, stderr } = spawnSync(process.execPath, [join(programs, `${script}.cjs`), folder], {
    encoding: "utf8",
    env: { ...process.env, ...(killAt !== undefined && { KILL_AT: `${killAt}` }) },
  });
  if (killAt !== undefined) kills++;
  expect([signal, status], stderr).toEqual(killAt === undefined ? [null, 0] : ["SIGKILL", null]);
  const calls = Number(/calls: (\d+)/.exec(stderr)?.[1]);
  if (killAt === undefined) expect(calls, stderr).not.toBeNaN();
  return calls;
}

/** A folder before the set is written; with `killAt`, as a writer that was killed there has left it. */
function folderBefore(killAt?: number): string {
  const folder = tempFolder();
  for (const [path, content] of Object.entries(before)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  if (killAt !== undefined) run("write-set", folder, killAt);
  return folder;
}

/** As the one that is given, at the same times. */
function copyOf(folder: string): string {
  const copy = tempFolder();
  cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** Every file and every empty folder. */
function content(folder: string, below = ""): Record<string, string> {
  const names = readdirSync(join(folder, below));
  if (names.length === 0 && below !== "") return { [`${below}/`]: "" };
  return Object.assign(
    {},
    ...names.map((name) => {
      const path = join(below, name);
      if (statSync(join(folder, path)).isDirectory()) return content(folder, path);
      return { [path]: readFileSync(join(folder, path), "utf8") };
    }),
  );
}

/** The calls to kill before: each, or one out of a few. */
function places(calls: number, step: number): number[] {
  return Array.from({ length: calls }, (_, index) => index + 1).filter((at) => isLong || at % step === 0);
}

test("a writer that is killed at any call leaves the files of before, or all of its own", { timeout }, () => {
  const calls = run("write-set", folderBefore());
  const ends = places(calls, 4).map((at) => {
    const folder = folderBefore(at);
    undoUnfinished(folder);
    const found = content(folder);
    expect([before, after], `killed before call ${at}`).toContainEqual(found);
    return found;
  });
  expect(ends).toContainEqual(before);
  expect(ends).toContainEqual(after);
});

test("so does one whose undoing is killed too", { timeout }, () => {
  const calls = run("write-set", folderBefore());
  for (const at of places(calls, 12)) {
    const killed = folderBefore(at);
    const undoing = run("undo-set", copyOf(killed));
    for (const undoAt of places(undoing, 6)) {
      const folder = copyOf(killed);
      run("undo-set", folder, undoAt);
      undoUnfinished(folder);
      expect([before, after], `killed before call ${at}, undoing before call ${undoAt}`).toContainEqual(
        content(folder),
      );
    }
  }
});

test("a command that needs no project takes back what a killed one left in the one around it", {
  timeout,
}, async () => {
  // Half-way it still makes the new contents; now it puts them in their places.
  const folder = folderBefore(Math.ceil(0.75 * run("write-set", folderBefore())));
  writeFileSync(join(folder, "chartmodel.config.ts"), "");
  writeFileSync(join(folder, "schema.json"), "{}");
  const { code, stderr } = await runMain({ folder }, ["schema-diff", "schema.json", "schema.json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("was taken back") });
  expect(content(folder)).toMatchObject(before);
});

describe("what somebody does between a kill and the next command stays:", () => {
  const edits = {
    "an edit of a changed file": "a.txt",
    "a file in the place of an added one": "sub/added.txt",
    "a file in a new folder": "new/mine.txt",
    "a file in the place of one that was removed": "gone/c.txt",
  };
  test.each(Object.entries(edits))("%s", { timeout }, (_what, path) => {
    const calls = run("write-set", folderBefore());
    for (const at of places(calls, 9)) {
      const folder = folderBefore(at);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), "by hand");
      undoUnfinished(folder);
      const { [path]: own, ...others } = content(folder);
      expect(own, `killed before call ${at}`).toBe("by hand");
      const without = (files: Record<string, string>) =>
        Object.fromEntries(Object.entries(files).filter(([file]) => file !== path));
      expect([without(before), without(after)], `killed before call ${at}`).toContainEqual(others);
    }
  });
});

const inOwnMounts = (command: string, ...args: string[]) =>
  spawnSync("unshare", ["--map-root-user", "--mount", "sh", "-ec", command, "sh", ...args], {
    encoding: "utf8",
  });

const canMount = inOwnMounts('mount -t tmpfs none "$1"', tmpdir()).status === 0;

test.skipIf(!canMount)(
  `a folder of another file system is part of the set${canMount ? "" : " (needs Linux with user namespaces)"}`,
  { timeout },
  () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "sub"));
    const { stdout, stderr } = inOwnMounts(
      'mount -t tmpfs none "$1/sub"; exec "$2" "$3" "$1" "$4"',
      ...[folder, process.execPath, join(programs, "across-file-systems.cjs"), isLong ? "1" : "8"],
    );
    expect(stderr).toBe("");
    const { whole, killed } = JSON.parse(stdout);
    kills += killed.length;
    expect(whole).toEqual(after);
    for (const found of killed) expect([before, after]).toContainEqual(found);
    expect(killed).toContainEqual(before);
    expect(killed).toContainEqual(after);
  },
);

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "../../packages/schema/test/support/temp-folder.ts";
import { root } from "../../tools/lib/workspace.mjs";

/** What a release reads of the repository, in a repository of its own. */
function copyOfTheRepository(): string {
  const folder = tempFolder();
  for (const file of [
    ".changeset",
    "package.json",
    "pnpm-workspace.yaml",
    "tools/release.mjs",
    "tools/lib/workspace.mjs",
  ])
    cpSync(join(root, file), join(folder, file), { recursive: true });
  for (const name of readdirSync(join(root, "packages"))) {
    mkdirSync(join(folder, "packages", name), { recursive: true });
    cpSync(join(root, "packages", name, "package.json"), join(folder, "packages", name, "package.json"));
  }
  for (const args of [["init", "--quiet", "--initial-branch=main"], ["add", "."], commit])
    expect(spawnSync("git", args, { cwd: folder, encoding: "utf8" })).toMatchObject({ status: 0 });
  return folder;
}

const commit = [
  "-c",
  "user.name=test",
  "-c",
  "user.email=test@example.com",
  "commit",
  "--quiet",
  "--message",
  "all",
];

// biome-ignore lint/suspicious/noExplicitAny: what is read is what a manifest may hold
const manifests = (folder: string): Record<string, any>[] =>
  readdirSync(join(folder, "packages")).map((name) =>
    JSON.parse(readFileSync(join(folder, "packages", name, "package.json"), "utf8")),
  );

const release = (folder: string, tag: string) => {
  const { status, stderr } = spawnSync(process.execPath, ["tools/release.mjs", tag, "--dry-run"], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stderr };
};

test("changes to come become one version of every package that is packed, and of what they name of each other", () => {
  const folder = copyOfTheRepository();
  writeFileSync(join(folder, ".changeset/more.md"), '---\n"jsonnet-ts": minor\n---\n\nMore.\n');
  const { status, stderr } = spawnSync(join(root, "node_modules/.bin/changeset"), ["version"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const packed = manifests(folder).filter(({ files }) => files !== undefined);
  const [version] = packed.map((one) => one["version"]);
  expect(new Set(packed.map((one) => one["version"]))).toEqual(new Set([version]));
  expect(version).toMatch(/^0\.\d+\.0$/);
  for (const { dependencies = {} } of packed)
    for (const name of packed.map((one) => one["name"]))
      expect([undefined, version]).toContain(dependencies[name]);
  expect(readdirSync(join(folder, "packages/schema"))).toContain("CHANGELOG.md");
});

describe("a release is refused", () => {
  test("for what is no tag of a version", () => {
    expect(release(root, "latest")).toEqual({
      status: 2,
      stderr: expect.stringContaining('but not "latest"'),
    });
  });

  test("while changes wait, and for another version", () => {
    const folder = copyOfTheRepository();
    writeFileSync(join(folder, ".changeset/more.md"), '---\n"jsonnet-ts": minor\n---\n\nMore.\n');
    expect(release(folder, "v9.9.9")).toEqual({
      status: 2,
      stderr: expect.stringMatching(/jsonnet-ts is of version .*, the tag says 9\.9\.9[\s\S]*more\.md wait/),
    });
  });
});

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findHelm } from "../../tools/helm.mjs";

export const workspace = join(import.meta.dirname, "../..");

export interface Packed {
  readonly name: string;
  /** The folder in `packages/`. */
  readonly folder: string;
  readonly tarball: string;
  readonly readme: string;
  readonly manifest: {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly private?: boolean;
    readonly sideEffects?: boolean;
    readonly keywords?: readonly string[];
  };
}

/** Packs every package that says what it consists of, as `npm pack` does, into a folder. */
export function packAll(destination: string): Packed[] {
  const all = packages();
  // One program packs one after the other.
  const { stdout, stderr, status } = run(
    "npm",
    ["pack", "--silent", "--pack-destination", destination, ...all.map(({ folder }) => folder)],
    workspace,
  );
  if (status !== 0) throw new Error(`npm pack failed:\n${stdout}${stderr}`);
  const tarballs = stdout.split("\n").filter((line) => line.endsWith(".tgz"));
  return all.map(({ folder, manifest }, index) => ({
    name: manifest.name,
    folder,
    tarball: join(destination, tarballs[index] ?? ""),
    readme: readFileSync(join(folder, "README.md"), "utf8"),
    manifest,
  }));
}

/** The packages, each behind those that it needs: its declarations are made of theirs. */
function packages() {
  const all = readdirSync(join(workspace, "packages")).flatMap((name) => {
    const folder = join(workspace, "packages", name);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return manifest.files === undefined ? [] : [{ folder, manifest }];
  });
  const ordered = new Set<(typeof all)[number]>();
  const add = (one: (typeof all)[number]) => {
    const { dependencies = {}, devDependencies = {} } = one.manifest;
    for (const other of all)
      if (other !== one && other.manifest.name in { ...dependencies, ...devDependencies }) add(other);
    ordered.add(one);
  };
  all.forEach(add);
  return [...ordered];
}

/** Runs a program to its end; the charts are looked at with the Helm of the workspace. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
) {
  return spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, HELM: findHelm(), ...environment },
  });
}

/** Whether a package manager failed because its registry is out of reach. */
export const isOffline = (output: string): boolean =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ERR_PNPM_META_FETCH_FAIL/.test(output);

/** The fenced blocks of a README in a language, in their order. */
export function blocks(readme: string, language: string): string[] {
  return [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, block = ""]) => block,
  );
}

/** The commands of a block of shell, without their comments. */
export function commands(block: string): string[] {
  return block
    .split("\n")
    .map((line) => line.replace(/\s+#.*/, "").trim())
    .filter((line) => line !== "");
}

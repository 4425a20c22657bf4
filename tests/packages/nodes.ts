import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, workspace } from "./pack.ts";

/** The oldest Node that is supported, that of the workspace, the newest. */
export const supportedNodes = ["22.18.0", "24.21.0", "26.10.0"] as const;

/** A Node that is too old. */
export const oldNode = "20.20.2";

/**
 * PATH with a release of Node first, which npm's package `node` brings; kept in the git-ignored state folder.
 *
 * @throws where it cannot be installed.
 */
export function pathWithNode(version: string): string {
  const folder = join(workspace, ".dev", "nodes", version);
  const bin = join(folder, "node_modules/.bin");
  if (!existsSync(join(bin, "node"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    const { status, stderr } = run("npm", ["install", "--no-audit", `node@${version}`], folder);
    if (status !== 0) throw new Error(`Node ${version} cannot be installed:\n${stderr}`);
  }
  return [bin, process.env["PATH"]].join(delimiter);
}

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../usage-error.ts";

/**
 * Writes new files into a folder.
 *
 * @throws {UsageError} naming those that are there: none is written then.
 */
export function writeNew(root: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].filter((path) => existsSync(join(root, path)));
  if (there.length > 0)
    throw new UsageError(
      `${there.slice(0, 5).join(", ")}${there.length > 5 ? ` and ${there.length - 5} more` : ""} ${there.length === 1 ? "is" : "are"} there already, and nothing is written over: move ${there.length === 1 ? "it" : "them"} away, or work in another folder. Nothing was written`,
    );
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
}

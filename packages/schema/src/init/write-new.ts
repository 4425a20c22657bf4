import { lstatSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";
import { FileTransaction } from "../write/file-transaction.ts";

/**
 * Writes new files into a folder, all or none.
 *
 * @throws {UsageError} naming those that are there: none is written then.
 */
export function writeNew(root: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false }));
  if (there.length > 0)
    throw new UsageError(
      `${there.slice(0, 5).join(", ")}${there.length > 5 ? ` and ${there.length - 5} more` : ""} ${there.length === 1 ? "is" : "are"} there already, and nothing is written over: move ${there.length === 1 ? "it" : "them"} away, or work in another folder. Nothing was written`,
    );
  const transaction = new FileTransaction(root);
  try {
    for (const [path, text] of files) transaction.stage(path, text);
    transaction.commit();
  } finally {
    transaction.close();
  }
}

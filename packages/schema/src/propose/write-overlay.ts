import { UsageError } from "../usage-error.ts";
import { FileTransaction } from "../write/file-transaction.ts";
import { outputPath } from "../write/output-folder.ts";
import type { OverlayEdit } from "./proposal.ts";

/**
 * Writes a proposed overlay, if the file still is what the proposal was made from.
 *
 * @throws {UsageError} where it is not, and where it leads out of the project's folder.
 */
export function writeOverlay(root: string, { path: given, before, after }: OverlayEdit): void {
  const path = outputPath(root, given);
  const files = new FileTransaction(root);
  try {
    files.stage(path, after);
    // What is staged is based on this version of the file, and no other one is replaced.
    if (files.read(path) !== before)
      throw new UsageError(
        `${path} was written by another program just now: nothing was changed; propose again`,
      );
    files.commit();
  } finally {
    files.close();
  }
}

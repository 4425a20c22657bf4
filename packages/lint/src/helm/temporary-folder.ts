import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undoAtEnd } from "./undo-at-end.ts";

/** A folder of this user's own, in which Helm finds a chart; it goes with `remove`, or with this process. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "chartmodel-"));
  const removeFolder = () => rmSync(path, { recursive: true, force: true });
  const release = undoAtEnd(removeFolder);
  return {
    path,
    remove() {
      release();
      removeFolder();
    },
  };
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Edits files for a while: each is put back when this process ends, however it ends short of SIGKILL.
 *
 * @returns `write(path, text)` and `restore()`; paths are relative to `root`.
 */
export function createFileEdits(root) {
  const originals = new Map();
  const restore = () => {
    for (const [path, text] of originals) writeFileSync(join(root, path), text);
    originals.clear();
  };
  process.on("exit", restore);

  const write = (path, text) => {
    if (!originals.has(path)) originals.set(path, readFileSync(join(root, path), "utf8"));
    writeFileSync(join(root, path), text);
  };
  return { write, restore };
}

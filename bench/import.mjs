import { fileURLToPath } from "node:url";
import { bareNode, comparePairs } from "./pairs.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What importing `@todo-stack/config` costs a process. */
export function* measureImport() {
  const importing = { args: ["--input-type=module", "-e", 'import "@todo-stack/config"'], cwd: root };
  const floor = { args: ["--input-type=module", "-e", "0"], cwd: root };
  const { command, floor: bare } = comparePairs(importing, floor);
  const overNode = comparePairs(importing, bareNode);
  yield {
    what: 'import "@todo-stack/config"',
    found: `+${(command - bare).toFixed(1)} ms (${overNode.ratio.toFixed(2)} × bare Node)`,
    aim: "under 10 ms over a bare Node",
  };
}

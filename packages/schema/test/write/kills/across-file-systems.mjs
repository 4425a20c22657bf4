/**
 * Writes the set into a folder of which `sub` is another file system, to the end and killed before every STEP-th call; takes
 * back what was left, and prints what there is then, once for each: FOLDER STEP
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { undoUnfinished } from "../../../src/write/journal.ts";
import { before } from "./states.mjs";

const [folder, step] = process.argv.slice(2);
/** Bundled beside this one. */
const script = join(dirname(process.argv[1]), "write-set.cjs");

const entries = () => readdirSync(folder, { recursive: true, withFileTypes: true });

function begin() {
  for (const entry of entries().reverse())
    if (entry.name !== "sub") rmSync(join(entry.parentPath, entry.name), { recursive: true, force: true });
  for (const [path, content] of Object.entries(before)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function run(killAt) {
  begin();
  const env = { ...process.env, ...(killAt && { KILL_AT: String(killAt) }) };
  const { stderr } = spawnSync(process.execPath, [script, folder], {
    encoding: "utf8",
    env,
  });
  undoUnfinished(folder);
  const files = entries().filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  const content = Object.fromEntries(
    paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
  return { content, calls: Number(/calls: (\d+)/.exec(stderr)?.[1]), stderr };
}

if (statSync(folder).dev === statSync(join(folder, "sub")).dev)
  throw new Error("sub is no file system of its own");
const whole = run();
const killed = [];
for (let at = 1; at <= whole.calls; at += Number(step)) killed.push(run(at).content);
console.log(JSON.stringify({ whole: whole.content, killed, stderr: whole.stderr }));

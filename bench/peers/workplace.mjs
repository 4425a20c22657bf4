import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { scratch } from "./peers.mjs";

const work = fileURLToPath(new URL("work", import.meta.url));

/** A folder in which a peer works: its input, and what it keeps for itself. */
export class Workplace {
  #peer;
  #tool;
  #edits = 0;
  folder;
  env;

  constructor(peer, tool) {
    this.#peer = peer;
    this.#tool = tool;
    this.folder = mkdtempSync(join(scratch ?? tmpdir(), "peers-"));
    this.env = { ...process.env, XDG_CACHE_HOME: join(this.folder, "cache") };
    this.anew();
  }

  /** As on a machine that has never run it: nothing that an earlier run kept is there. */
  anew() {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(join(work, this.#peer.folder ?? this.#peer.name), this.folder, { recursive: true });
    cpSync(join(work, "chart"), join(this.folder, "chart"), { recursive: true });
    mkdirSync(join(this.folder, "cache"), { mode: 0o700 });
    writeFileSync(join(this.folder, "package.json"), "{}");
    if (this.#tool.modules) symlinkSync(this.#tool.modules, join(this.folder, "node_modules"));
  }

  /** Another version of the image, in the environment's file. */
  editEnvironment() {
    this.#edit(this.#peer.files.environment, /1\.29[.\d]*/, (n) => `1.29.${n}`);
  }

  /** Another description of a field, in the model's file. */
  editModel() {
    this.#edit(this.#peer.files.model, /Pods to run[ \d]*/, (n) => `Pods to run ${n}`);
  }

  #edit(file, pattern, replacement) {
    const path = join(this.folder, file);
    const text = readFileSync(path, "utf8");
    const edited = text.replace(pattern, replacement(++this.#edits));
    if (edited === text) throw new Error(`Nothing to edit in ${this.#peer.name}'s ${file}`);
    writeFileSync(path, edited);
  }

  /** The file that takes a command's standard output. */
  get output() {
    return join(this.folder, "out.yaml");
  }

  clear() {
    for (const name of [this.#peer.out ?? "out", "values", "environments", "out.yaml"])
      rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  /** Every document that was written for the environments that were asked for, in an order of its own. */
  documents() {
    const out = join(this.folder, this.#peer.out ?? "out");
    const files = existsSync(out)
      ? readdirSync(out, { recursive: true }).filter(
          (file) => file.includes("env-") && file.endsWith(".yaml"),
        )
      : [];
    const texts = files.map((file) => readFileSync(join(out, file), "utf8"));
    return documentsIn([readFileSync(this.output, "utf8"), ...texts], files.length > 0);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Parsed YAML with sorted keys, one text a document; what a command says beside its files is no document. */
export function documentsIn(texts, besideFiles = false) {
  return texts
    .slice(besideFiles ? 1 : 0)
    .flatMap((text) => parseAllDocuments(text))
    .map((document) => JSON.stringify(document.toJS(), sortedKeys))
    .filter((text) => text !== "null")
    .sort();
}

function sortedKeys(_key, value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

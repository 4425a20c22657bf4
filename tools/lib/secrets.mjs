import { randomBytes } from "node:crypto";
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** The git-ignored file with this machine's secrets, one NAME=value a line, readable by its owner only. */
export function secretsFile(stateDir) {
  return join(stateDir, "secrets.env");
}

/**
 * The named secrets. What is missing is made (32 random bytes) and kept, so every tool sees the same values.
 *
 * @returns values by name; the caller must never print them.
 */
export function ensureSecrets(stateDir, names) {
  const file = secretsFile(stateDir);
  const text = readIfPresent(file);
  const known = parse(text ?? "");
  const missing = names.filter((name) => !known[name]);
  if (missing.length > 0) {
    const added = missing.map((name) => `${name}=${randomBytes(32).toString("base64url")}\n`);
    write(file, (text ?? "") + added.join(""), text === undefined);
    return ensureSecrets(stateDir, names);
  }
  // Only where it is needed: Tilt watches the file.
  if (text !== undefined && statSync(file).mode & 0o077) chmodSync(file, 0o600);
  return Object.fromEntries(names.map((name) => [name, known[name]]));
}

function readIfPresent(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text) {
  const pairs = text.matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name, value]));
}

/** Writes the whole file at once. A new file never replaces one that another process made meanwhile: its values count. */
function write(file, text, isNew) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    if (isNew) linkSync(draft, file);
    else renameSync(draft, file);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

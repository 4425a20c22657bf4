import { appendFileSync, mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readPlan, stateDirectory } from "../lib/plan.mjs";
import { redaction } from "./redaction.mjs";

/**
 * The trace of one command, a line of JSON each, in the git-ignored folder of what this machine makes. No secret is in
 * it.
 *
 * @param secrets texts that must not be in it, beside what looks like a secret.
 * @returns `note(event, details)`; `path`, from the repository's root.
 */
export function startTrace(root, command, secrets) {
  const stamp = new Date().toISOString().replaceAll(":", "-");
  const file = join(stateDirectory(root, readPlan(root)), "ai", `${stamp}-${command}-${process.pid}.jsonl`);
  const redact = redaction(secrets);
  mkdirSync(dirname(file), { recursive: true });
  return {
    path: relative(root, file),
    note(event, details = {}) {
      const line = JSON.stringify({ at: new Date().toISOString(), event, ...details });
      appendFileSync(file, `${redact(line)}\n`, { mode: 0o600 });
    },
  };
}

import { join } from "node:path";
import { AiError } from "./ai-error.mjs";
import { runLimited } from "./run-limited.mjs";

/** How long the model may take over a proposal, in seconds. */
const patience = 120;

/**
 * Asks the typed model what a change would mean; with `write`, an accepted one is written to the overlay.
 *
 * @param wanted `[{ path, value }]`.
 * @returns what `chartmodel propose --json` says.
 * @throws {AiError} with the model's own words where it has no such path, or the overlay cannot be written.
 */
export async function propose(root, environment, wanted, { reason, write = false }) {
  const program = join(root, "node_modules", ".bin", "chartmodel");
  const pairs = wanted.flatMap(({ path, value }) => [
    path,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const args = [
    "propose",
    "--env",
    environment,
    "--json",
    ...(write ? ["--write"] : []),
    ...(reason ? ["--reason", reason] : []),
    "--",
    ...pairs,
  ];
  const { code, stdout, stderr } = await runLimited(program, args, { seconds: patience, cwd: root });
  // It is also printed where it then cannot be written.
  const proposal = code === 0 || code === 1 ? parsed(stdout) : undefined;
  if (proposal) return proposal;
  throw new AiError(`the model takes no such proposal (${code ?? "it was ended"}): ${stderr.trim()}`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

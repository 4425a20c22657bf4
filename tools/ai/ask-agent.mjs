import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOnPath } from "../lib/on-path.mjs";
import { viewKubeconfig } from "./account-kubeconfig.mjs";
import { AiError } from "./ai-error.mjs";
import { runLimited } from "./run-limited.mjs";

/**
 * Asks kagent's agent, once.
 *
 * @returns `{ answer }`, or `{ absent }` with why there is nobody to ask.
 * @throws {AiError} where the agent's answer is an error, is none, or does not come in time: kagent's own exit code is 0
 *   all the same.
 */
export async function askAgent(cluster, { agent }, task, { seconds, trace }) {
  const found = await cluster.items("agents.kagent.dev", agent.namespace);
  if (!found?.some(({ metadata }) => metadata.name === agent.name))
    return {
      absent: `kagent has no agent ${agent.name} in the namespace ${agent.namespace} of this cluster`,
    };
  const program = findOnPath("kagent");
  if (!program) return { absent: "the program kagent is not on PATH" };
  const folder = mkdtempSync(join(tmpdir(), "kagent-"));
  try {
    const kubeconfig = join(folder, "config");
    writeFileSync(kubeconfig, await cluster.kubectl(viewKubeconfig), { mode: 0o600 });
    const env = { ...process.env, KUBECONFIG: kubeconfig };
    const args = ["invoke", "--namespace", agent.namespace, "--agent", agent.name, "--task", task];
    trace.note("agent asked", { task });
    const answer = await runLimited(program, args, { seconds, env });
    trace.note("agent answered", answer);
    return { answer: answerOf(answer, seconds) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of an A2A answer: a message, or a task that is completed. @throws {AiError} for everything else. */
export function answerOf({ stdout, stderr, timedOut }, seconds) {
  if (timedOut) throw new AiError(`the agent did not answer within ${seconds} s`);
  const complaint = /^Error.*/m.exec(stderr)?.[0];
  if (complaint) throw new AiError(`kagent: ${complaint}`);
  const result = jsonOf(stdout);
  if (!result) throw new AiError("the agent answered nothing that can be read");
  const text =
    textOf(result.status?.message) || (result.artifacts ?? []).map(textOf).join("\n") || textOf(result);
  const state = result.status?.state ?? "completed";
  if (state !== "completed") throw new AiError(`the agent ended as ${state}: ${text || "without a word"}`);
  if (text.trim() === "") throw new AiError("the agent's answer is empty");
  return text.trim();
}

function jsonOf(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (holder) =>
  (Array.isArray(holder?.parts) ? holder.parts : [])
    .map(({ text }) => text)
    .filter((text) => typeof text === "string")
    .join("\n");

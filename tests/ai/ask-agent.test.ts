import { describe, expect, onTestFinished, test, vi } from "vitest";
import { answerOf, askAgent } from "../../tools/ai/ask-agent.mjs";

const printed = (value: unknown, more: object = {}) => ({
  stdout: typeof value === "string" ? value : JSON.stringify(value),
  stderr: "",
  timedOut: false,
  ...more,
});
const said = (text: string) => ({ parts: [{ kind: "text", text }] });

test.each([
  ["a message", { kind: "message", ...said("all is well") }],
  [
    "a task with artifacts",
    { kind: "task", status: { state: "completed" }, artifacts: [said("all is well")] },
  ],
  ["a task with a message", { kind: "task", status: { state: "completed", message: said("all is well") } }],
])("%s is an answer", (_kind, result) => {
  expect(answerOf(printed(result), 1)).toBe("all is well");
});

test.each([
  [
    "a failed task",
    printed({ status: { state: "failed", message: said("no such model") } }),
    /ended as failed: no such model/,
  ],
  [
    "a task that waits for somebody",
    printed({ status: { state: "input-required" } }),
    /ended as input-required/,
  ],
  [
    "an error with exit code 0",
    printed("", { stderr: "Error invoking session: 401 Unauthorized" }),
    /401 Unauthorized/,
  ],
  ["nothing", printed(""), /nothing that can be read/],
  ["rubbish", printed("<html>"), /nothing that can be read/],
  ["an empty answer", printed({ status: { state: "completed" }, artifacts: [] }), /answer is empty/],
  ["no answer in time", printed("", { timedOut: true }), /within 1 s/],
])("%s fails", (_kind, result, message) => {
  expect(() => answerOf(result, 1)).toThrow(message);
});

describe("there is nobody to ask", () => {
  const system = { agent: { name: "todo-ops", namespace: "kagent" } };
  const agents = [{ metadata: { name: "todo-ops" } }];
  const limits = { seconds: 1, trace: { note: () => {} } };

  test.each([
    ["without kagent", undefined, /^kagent has no agent todo-ops in the namespace kagent/],
    ["without the agent", [], /^kagent has no agent todo-ops/],
    ["without the program", agents, /^the program kagent is not on PATH/],
  ])("%s", async (_what, found, sentence) => {
    vi.stubEnv("PATH", "/nonexistent");
    onTestFinished(() => void vi.unstubAllEnvs());
    const cluster = { items: async () => found };
    const { absent } = await askAgent(cluster, system, "how is it?", limits);
    expect(absent).toMatch(sentence);
  });
});

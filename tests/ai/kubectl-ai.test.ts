import { expect, test } from "vitest";
import { answerOf } from "../../tools/ai/kubectl-ai-command.mjs";
import { redaction } from "../../tools/ai/redaction.mjs";

const redact = redaction(["sk-given-key"]);
const answer = (result: object) =>
  answerOf({ code: 0, stdout: "", stderr: "", timedOut: false, ...result }, 5, redact);
const help =
  "\nUsage:\n  kubectl-ai [flags]\n      --max-iterations int   maximum number of iterations agent will try\n";

test("what kubectl-ai ran and said is shown as plain text", () => {
  expect(answer({ stdout: "\u001b[32mRunning: kubectl get pods\u001b[0m\n\n  Two pods run.\u0007\n" })).toBe(
    "Running: kubectl get pods\n\n  Two pods run.",
  );
});

// As kubectl-ai 0.0.28 printed them.
test.each([
  ["empty", { stdout: "\n  Empty response from LLM\n" }, /answered nothing/],
  ["nothing", {}, /answered nothing/],
  [
    "a loop of calls",
    { stdout: "Running: kubectl get pods\n\n  Running: kubectl get pods\n" },
    /called tools and gave no answer/,
  ],
  [
    "a loop of calls that it gives up",
    { stdout: "Running: kubectl get pods\n\n  Maximum number of iterations reached.\n" },
    /called tools and gave no answer/,
  ],
  ["no end", { code: undefined, timedOut: true }, /did not end within 5 s/],
  [
    "a wish to change something",
    {
      code: 1,
      stderr: `Error: running UI: RunOnce mode cannot handle permission requests. The following commands require approval:${help}`,
    },
    /wanted to change the cluster.*nothing was changed/,
  ],
  [
    "a wrong key",
    {
      code: 1,
      stderr: `Error: running UI: OpenAI streaming error: POST "http://x/v1": 401 Unauthorized${help}`,
    },
    /refuses the key/,
  ],
  [
    "a tool that is not there",
    { code: 1, stderr: `Error: running UI: error parsing tool call: tool "sudo" not recognized${help}` },
    /tool that it does not have/,
  ],
  [
    "rubbish",
    { code: 1, stderr: `Error: running UI: OpenAI streaming error: invalid character 'o'${help}` },
    /kubectl-ai: OpenAI streaming error: invalid character/,
  ],
])("%s fails in a sentence", (_what, result, message) => {
  expect(() => answer(result)).toThrow(message);
});

test.each([
  "Authorization: Bearer abcdefghijklmnop",
  "the key is sk-given-key",
  "sk-proj-0123456789abcdef",
  "postgresql://todo:hunter2hunter2@db/todo",
  "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl",
  'API_TOKEN_SECRET="abcdef123456"',
])("%s is hidden", (text) => {
  expect(redact(text)).toContain("[hidden]");
  expect(redact(text)).not.toMatch(
    /abcdefghijklmnop|given-key|0123456789abcdef|hunter2hunter2|c2lnbmF0|abcdef123456/,
  );
});

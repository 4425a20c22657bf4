import { expect, onTestFinished, test } from "vitest";
import { AiError } from "../../tools/ai/ai-error.mjs";
import { relayTo } from "../../tools/ai/model-relay.mjs";
import { mockModel, type Turn } from "../../tools/e2e/mock-model.mjs";

const key = "sk-not-to-be-seen-0123456789";

async function relayed(turns: readonly Turn[], endpoint?: string) {
  const model = await mockModel(turns);
  const relay = await relayTo({ endpoint: endpoint ?? model.endpoint, key, name: "qwen3:8b" });
  onTestFinished(() => {
    relay.close();
    model.close();
  });
  const ask = async (own = relay.key) => {
    const headers = { Authorization: `Bearer ${own}` };
    const url = `${relay.endpoint}/chat/completions`;
    const response = await fetch(url, { method: "POST", headers, body: '{"messages":[]}' });
    return { status: response.status, text: await response.text() };
  };
  return { relay, model, ask };
}

test("an answer comes as it is, and the key is the model's alone", async () => {
  const { relay, model, ask } = await relayed([{ say: "All is well." }]);
  const { status, text } = await ask();
  expect({ status, hasFailed: relay.failed.aborted }).toEqual({ status: 200, hasFailed: false });
  expect(text).toMatch(/"content":"All is "[\s\S]*"finish_reason":"stop"[\s\S]*\[DONE\]/);
  expect(model.requests).toHaveLength(1);
  expect(model.keys).toEqual([`Bearer ${key}`]);
  expect(JSON.stringify(relay)).not.toContain(key);
});

test.each(["", key, "none"])("who sends the key %j gets nothing", async (other) => {
  const { model, ask } = await relayed([{ say: "All is well." }]);
  expect(await ask(other)).toEqual({ status: 401, text: "" });
  expect(model.requests).toEqual([]);
});

test.each([
  [401, "the language model refuses the key (OPENAI_API_KEY): set the right one"],
  [404, "the language model's endpoint does not have the model qwen3:8b, or does not end with /v1"],
])("a refusal with %i comes as it is, and is told", async (status, sentence) => {
  const { relay, ask } = await relayed([{ status }]);
  expect((await ask()).status).toBe(status);
  expect(relay.failed.reason).toEqual(new AiError(sentence));
});

test("what another try may change is left to the program", async () => {
  const { relay, ask } = await relayed([{ status: 503 }, { say: "All is well." }]);
  expect([(await ask()).status, (await ask()).status]).toEqual([503, 200]);
  expect(relay.failed.aborted).toBe(false);
});

test.each([
  ["half a stream", 'data: {"choices":[{"delta":{"content":"All"},"finish_reason":null}]}\n\n'],
  ["nothing", ""],
  ["what says in its text that it is whole", 'data: {"content":"\\"finish_reason\\":\\"stop\\""}\n\n'],
])("%s is a broken connection and a fault", async (_what, raw) => {
  const { relay, ask } = await relayed([{ raw }]);
  await expect(ask()).rejects.toThrow();
  expect(relay.failed.reason).toEqual(new AiError("the language model's answer broke off"));
});

test("an endpoint that is not there is a fault", async () => {
  const { relay, ask } = await relayed([], "http://127.0.0.1:9/v1");
  await expect(ask()).rejects.toThrow();
  expect(relay.failed.reason.message).toMatch(/^no language model answers at http:\/\/127\.0\.0\.1:9\/v1 \(/);
});

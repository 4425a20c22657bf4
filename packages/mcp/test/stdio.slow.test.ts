import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { chartmodel } from "../../schema/test/support/chartmodel.ts";
import { ask, program, shop, stdioClient } from "./support.ts";

const initialize = JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "c", version: "1" } },
});
const listed = '{"jsonrpc":"2.0","id":2,"method":"tools/list"}';
const long = `{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"${"x".repeat(600_000)}"}}`;

test.each([
  ["a line that is too long", long, -32_600, /at most 512 KiB/],
  ["a line of megabytes", "x".repeat(5_000_000), -32_600, /at most 512 KiB/],
  ["what is no JSON", '{"jsonrpc"', -32_700, /no JSON/],
  ["what is no message", '{"hunter2":1}', -32_600, /no message/],
  ["an empty line", "", -32_700, /no JSON/],
])("%s is an error with a sentence, and what comes after is answered", (_what, line, code, sentence) => {
  const { stdout, stderr } = chartmodel(shop(), ["mcp"], {
    input: [initialize, line, listed, ""].join("\n"),
  });
  // In whatever order: an error is not kept until what came before is answered.
  const answers = stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(answers.map(({ id }) => id).toSorted()).toEqual([1, 2, null]);
  expect(answers.find(({ id }) => id === 2).result.tools).toHaveLength(7);
  const refused = answers.find(({ id }) => id === null);
  expect(refused).toEqual({
    jsonrpc: "2.0",
    id: null,
    error: { code, message: expect.stringMatching(sentence) },
  });
  expect(stderr).toBe(`${refused.error.message}\n`);
});

test("a message of the longest length is answered", async () => {
  const { client, stderr } = await stdioClient(shop());
  const { error } = await ask(client, "explain", { environment: "x".repeat(511 * 1024) });
  expect({ error, stderr: stderr() }).toEqual({
    error: expect.stringContaining("at most 200 characters"),
    stderr: "",
  });
});

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s ends it", async (signal) => {
  const child = spawn(process.execPath, [program, "mcp"], { cwd: shop().folder, stdio: "pipe" });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.write(`${initialize}\n`);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill(signal);
  const [code, by] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once("exit", (...ended) => resolve(ended)),
  );
  expect(by ?? code).toBe(signal);
  expect(existsSync(`/proc/${child.pid}/fd`)).toBe(false);
});

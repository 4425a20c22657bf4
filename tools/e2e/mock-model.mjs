import { createServer } from "node:http";

/**
 * What one request to the mock is answered with, as a stream of OpenAI's chat completions.
 *
 * @typedef {{ say: string } | { call: string, arguments: object } | { status: number } | { raw: string } | { hang: true }} Turn
 */

/**
 * A server that speaks OpenAI's protocol and replays turns, the last one again and again.
 *
 * @param {readonly Readonly<Turn>[]} turns
 * @returns its `endpoint`, the `requests` that came, what they had as Authorization (`keys`), and `close`.
 */
export async function mockModel(turns) {
  /** @type {{ messages: readonly { role: string, content: unknown }[] }[]} */
  const requests = [];
  /** @type {(string | undefined)[]} */
  const keys = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push(JSON.parse(body));
    keys.push(request.headers.authorization);
    answer(response, turns[Math.min(requests.length, turns.length) - 1]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    endpoint: `http://127.0.0.1:${port}/v1`,
    requests,
    keys,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(response, turn) {
  if ("hang" in turn) return;
  if ("status" in turn) {
    response.writeHead(turn.status, { "Content-Type": "application/json" }).end('{"error":{"message":"no"}}');
    return;
  }
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  if ("raw" in turn) {
    response.end(turn.raw);
    return;
  }
  const send = (delta, finish = null) =>
    response.write(
      `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 0, model: "mock", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  if ("say" in turn) {
    send({ role: "assistant", content: "" });
    for (const part of turn.say.match(/[\s\S]{1,7}/g) ?? []) send({ content: part });
    send({}, "stop");
  } else {
    const { call: name, arguments: given } = turn;
    send({
      role: "assistant",
      tool_calls: [{ index: 0, id: "call-1", type: "function", function: { name, arguments: "" } }],
    });
    send({ tool_calls: [{ index: 0, function: { arguments: JSON.stringify(given) } }] });
    // A chunk of its own: kubectl-ai takes a call and its end in one for an empty answer.
    send({}, "tool_calls");
  }
  response.end("data: [DONE]\n\n");
}

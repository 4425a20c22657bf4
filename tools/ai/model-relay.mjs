import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { AiError } from "./ai-error.mjs";
import { notThere, refusal } from "./language-model.mjs";

/** What says in a stream that an answer is whole. */
const finish = /"finish_reason"\s*:\s*"/;

/** Refusals that another try does not change. */
const final = new Set([401, 403, 404]);

/**
 * Stands between a program and the language model: the program has a key for this run alone. An answer that breaks off,
 * which a program may take for a whole one, and a refusal, after which it may hang, are known here.
 *
 * @param model endpoint, key and name, as `languageModel` gives them.
 * @returns `endpoint` and `key` for the program; `failed`, an AbortSignal whose reason is an {@link AiError}; `close()`.
 */
export async function relayTo({ endpoint, key, name }) {
  const own = randomBytes(16).toString("hex");
  const closed = new AbortController();
  const failed = new AbortController();
  const fail = (sentence) => failed.abort(new AiError(sentence));
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${own}`) return response.writeHead(401).end();
    try {
      const body = [];
      for await (const chunk of request) body.push(chunk);
      const answer = await fetch(endpoint + request.url.replace(/^\/v1(?=\/)/, ""), {
        method: request.method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
        body: Buffer.concat(body),
        signal: closed.signal,
      });
      if (final.has(answer.status)) fail(refusal(answer.status, name));
      response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "" });
      let rest = "";
      let isWhole = !answer.ok || !request.url.endsWith("/chat/completions");
      for await (const chunk of answer.body) {
        rest = rest.slice(-40) + Buffer.from(chunk).toString("latin1");
        isWhole ||= finish.test(rest);
        response.write(chunk);
      }
      if (isWhole) return response.end();
      fail("the language model's answer broke off");
    } catch (error) {
      fail(response.headersSent ? "the language model's answer broke off" : notThere(endpoint, error));
    }
    response.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}/v1`,
    key: own,
    failed: failed.signal,
    close() {
      closed.abort();
      server.closeAllConnections();
      server.close();
    },
  };
}

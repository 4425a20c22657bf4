import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

/** What says in a stream that an answer is whole. */
const finish = /"finish_reason"\s*:\s*"/;

/**
 * Stands between a program and the language model: the program has a key for this run alone, and an answer that breaks
 * off reaches it as a broken connection.
 *
 * @param model endpoint and key, as `languageModel` gives them.
 * @returns `endpoint` and `key` for the program, `hasBrokenOff()` and `close()`.
 */
export async function relayTo({ endpoint, key }) {
  const own = randomBytes(16).toString("hex");
  const ended = new AbortController();
  let isBroken = false;
  const server = createServer(async (request, response) => {
    if (request.headers.authorization !== `Bearer ${own}`) return response.writeHead(401).end();
    try {
      const body = [];
      for await (const chunk of request) body.push(chunk);
      const answer = await fetch(endpoint + request.url.replace(/^\/v1(?=\/)/, ""), {
        method: request.method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
        body: Buffer.concat(body),
        signal: ended.signal,
      });
      response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "" });
      let rest = "";
      let isWhole = !answer.ok;
      for await (const chunk of answer.body) {
        rest = rest.slice(-40) + Buffer.from(chunk).toString("latin1");
        isWhole ||= finish.test(rest);
        response.write(chunk);
      }
      if (isWhole) return response.end();
      isBroken = true;
    } catch {
      // Also an endpoint that is not there is a broken connection for the program.
    }
    response.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}/v1`,
    key: own,
    hasBrokenOff: () => isBroken,
    close() {
      ended.abort();
      server.closeAllConnections();
      server.close();
    },
  };
}

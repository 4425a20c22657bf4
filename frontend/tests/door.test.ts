import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { clientAddressHeader } from "@/lib/server/client-address";
import { createDoor, guardServer } from "@/lib/server/door";

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server with the door before it, which answers with the address that a request is said to come from. */
async function serve(settings: { publicOrigin?: string; trustedProxies?: string[] } = {}) {
  const { publicOrigin, trustedProxies = [] } = settings;
  const door = createDoor({ publicOrigin, trustedProxies });
  const server = createServer((request, response) => {
    if (door(request, response)) response.end(request.headers[clientAddressHeader]);
  });
  return listen(server);
}

async function listen(server: Server) {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return (path = "/", { method = "GET", headers = {} } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const options = { port, host: "127.0.0.1", path, method, headers, agent: false };
      request(options, async (answer) => {
        let body = "";
        for await (const chunk of answer) body += chunk;
        resolve({ status: answer.statusCode, headers: answer.headers, body });
      })
        .on("error", reject)
        .end();
    });
}

test.each([
  ["nobody trusted", [], "9.9.9.9", "127.0.0.1"],
  ["no header", ["127.0.0.1"], undefined, "127.0.0.1"],
  ["a trusted proxy", ["127.0.0.1"], "9.9.9.9", "9.9.9.9"],
  ["a client that forged a hop", ["127.0.0.0/8"], "1.1.1.1, 9.9.9.9", "9.9.9.9"],
  ["two trusted proxies", ["127.0.0.1", "10.0.0.0/8"], "1.1.1.1, 9.9.9.9, 10.1.2.3", "9.9.9.9"],
  ["what is no address", ["127.0.0.1"], "9.9.9.9, unknown", "127.0.0.1"],
  ["an IPv6 address", ["127.0.0.1"], "2001:db8::1", "2001:db8::1"],
])("tells where a request came from: %s", async (_what, trustedProxies, forwarded, expected) => {
  const send = await serve({ trustedProxies });
  const headers = { ...(forwarded && { "x-forwarded-for": forwarded }), [clientAddressHeader]: "6.6.6.6" };
  expect((await send("/", { headers })).body).toBe(expected);
});

test.each(["TRACE", "PROPFIND"])("answers 405 to %s", async (method) => {
  const { status, headers, body } = await (await serve())("/", { method });
  expect(status).toBe(405);
  expect(headers.allow).toContain("GET");
  expect(JSON.parse(body)).toMatchObject({ status: 405, title: "Method Not Allowed" });
});

test("gives every answer a policy and the other headers, and HSTS only where there is a public https origin", async () => {
  const send = await serve();
  for (const { headers } of [await send(), await send("/", { method: "TRACE" })]) {
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers).not.toHaveProperty("strict-transport-security");
  }
});

test.each([
  ["localhost", true],
  ["todo.localhost:3000", true],
  ["127.0.0.1:3000", true],
  ["[::1]:3000", true],
  ["192.168.49.2:30000", false],
  ["todos.test", false],
  ["localhost.evil.example", false],
])("keeps windows apart where browsers heed it over plain HTTP: %s", async (host, expected) => {
  const { headers } = await (await serve())("/", { headers: { host } });
  expect(headers["cross-origin-opener-policy"] === "same-origin").toBe(expected);
});

test("with a public https origin only that is answered, by way of a trusted proxy, and the probes", async () => {
  const publicOrigin = "https://todo.example";
  const send = await serve({ publicOrigin, trustedProxies: ["127.0.0.1"] });
  const over = (scheme: string | undefined, host: string, path = "/") =>
    send(path, { headers: { host, ...(scheme && { "x-forwarded-proto": scheme }) } });
  const served = await over("https", "todo.example");
  expect(served.status).toBe(200);
  expect(served.headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
  expect(served.headers["cross-origin-opener-policy"]).toBe("same-origin");
  expect((await over("http, https", "todo.example")).status).toBe(200);
  expect((await over(undefined, "10.0.0.7:3000", "/readyz")).status).toBe(200);

  for (const refused of [
    await over("http", "todo.example"),
    await over("https, http", "todo.example"),
    await over(undefined, "todo.example"),
    await over("https", "evil.example"),
    await over("https", "todo.example:30000"),
    await over("https", "evil.example", "/_next/static/x.js"),
  ]) {
    expect(refused.status).toBe(421);
    expect(refused.body).toContain(publicOrigin);
  }
  const direct = await serve({ publicOrigin });
  const claimed = { host: "todo.example", "x-forwarded-proto": "https" };
  expect((await direct("/", { headers: claimed })).status).toBe(421);
});

test("stands before the handler of a server that is already listening, and lets a request through once", async () => {
  let handled = 0;
  const send = await listen(
    createServer((_request, response) => {
      handled += 1;
      response.end();
    }),
  );
  expect((await send("/", { method: "TRACE" })).status).toBe(200);
  guardServer({ publicOrigin: undefined, trustedProxies: [] });
  expect((await send("/", { method: "TRACE" })).status).toBe(405);
  expect((await send()).headers).toHaveProperty("content-security-policy");
  expect(handled).toBe(2);
});

import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { forwardToBackend } from "@/lib/server/backend-proxy";
import { addressOfNobody, serve, serveForeign, serveUnreachable } from "./support/http-server";

vi.spyOn(console, "error").mockImplementation(() => undefined);

const page = "http://todo.example/api/todos";
const forward = (apiUrl: string, request: Request, timeoutMs = 10_000) =>
  forwardToBackend(request, { apiUrl, token: "TOKEN", requestId: "id-1", timeoutMs });

test("passes path, query, method and body on, and the answer back", async () => {
  let seen = "";
  const backend = await serve(async (request, response) => {
    seen = `${request.method} ${request.url} ${await buffer(request)}`;
    response.writeHead(201, { "content-type": "application/json", location: "/todos/7" }).end('{"id":7}');
  });
  const request = new Request(`${page}/a%20b?q=%C3%A9`, { method: "POST", body: '{"title":"é"}' });
  const answer = await forward(`${backend}/base`, request);
  expect(seen).toBe('POST /base/todos/a%20b?q=%C3%A9 {"title":"é"}');
  expect(answer.status).toBe(201);
  expect(answer.headers.get("location")).toBe("/api/todos/7");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(await answer.json()).toEqual({ id: 7 });
});

test("shows the backend the token and the request id, never a cookie", async () => {
  let seen: IncomingHttpHeaders = {};
  const backend = await serve((request, response) => {
    seen = request.headers;
    response.writeHead(204, { "set-cookie": "a=b", "x-request-id": "id-1" }).end();
  });
  const headers = { cookie: "session=secret", authorization: "Bearer forged", "x-real-ip": "::1" };
  const answer = await forward(backend, new Request(page, { headers }));
  expect(seen).toMatchObject({ authorization: "Bearer TOKEN", "x-request-id": "id-1" });
  expect(seen).not.toHaveProperty("cookie");
  expect(seen).not.toHaveProperty("x-real-ip");
  expect(answer.status).toBe(204);
  expect(answer.headers.get("x-request-id")).toBe("id-1");
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("streams the answer while the backend is still writing it", async () => {
  const backend = await serve((_request, response) => void response.write("first"));
  const answer = await forward(backend, new Request(page));
  const { value } = (await answer.body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe("first");
});

test("streams a body of 15 MB", async () => {
  const backend = await serve(async (request, response) => {
    response.end(String((await buffer(request)).length));
  });
  const body = new Uint8Array(15_000_000);
  const answer = await forward(backend, new Request(page, { method: "POST", body }));
  expect(await answer.text()).toBe("15000000");
});

test("passes problems of the backend on as they are", async () => {
  const backend = await serve((_request, response) => {
    response.writeHead(422, { "content-type": "application/problem+json" }).end('{"status":422}');
  });
  const answer = await forward(backend, new Request(page));
  expect(answer.status).toBe(422);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

/** A backend that answers the first request on each connection and closes it with the second, as a pod that ends. */
async function startEndingBackend() {
  const requests: string[] = [];
  const used = new WeakSet<object>();
  const backend = await serve(async (request, response) => {
    requests.push(`${request.method} ${request.url} ${await buffer(request)}`);
    if (used.has(request.socket)) return void request.socket.destroy();
    used.add(request.socket);
    response.end("{}");
  });
  return { backend, requests };
}

test("keeps connections", async () => {
  const ports = new Set<number | undefined>();
  const backend = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end("{}");
  });
  for (let index = 0; index < 10; index++) await (await forward(backend, new Request(page))).text();
  // A second one may be opened before the first is free again.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test.each([
  ["GET", ""],
  ["POST", '{"id":"1"}'],
  ["PATCH", '{"done":true}'],
  ["DELETE", ""],
])("loses no %s when the backend closes a kept connection with it", async (method, body) => {
  const { backend, requests } = await startEndingBackend();
  const send = () => {
    const headers = body ? { "content-length": String(body.length) } : {};
    return forward(backend, new Request(page, { method, headers, ...(body && { body }) }));
  };
  for (let index = 0; index < 6; index++) {
    const answer = await send();
    expect(answer.status).toBe(200);
    await answer.text();
  }
  expect(requests.length).toBeGreaterThan(6);
  expect(new Set(requests)).toEqual(new Set([`${method} /todos ${body}`]));
});

test("sends what must not be repeated on a connection of its own, once", async () => {
  const { backend, requests } = await startEndingBackend();
  await (await forward(backend, new Request(page))).text();
  const change = () => new Request(`${page}/bulk`, { method: "POST", body: "{}" });
  for (let index = 0; index < 2; index++) expect((await forward(backend, change())).status).toBe(200);
  expect(requests).toEqual(["GET /todos ", "POST /todos/bulk {}", "POST /todos/bulk {}"]);
});

test("does not repeat an answer that has begun", async () => {
  let requests = 0;
  const backend = await serve((request, response) => {
    requests += 1;
    response.write("first", () => request.socket.destroy());
  });
  const answer = await forward(backend, new Request(page));
  await expect(answer.text()).rejects.toThrow();
  expect(requests).toBe(1);
});

test("does not follow redirects", async () => {
  const backend = await serve((_request, response) => {
    response.writeHead(307, { location: "http://internal.example/todos" }).end();
  });
  const answer = await forward(backend, new Request(page));
  expect(answer.status).toBe(307);
  expect(answer.headers.get("location")).toBeNull();
});

test("answers 502 when the backend refuses our own token", async () => {
  const backend = await serve((_request, response) => void response.writeHead(401).end());
  expect((await forward(backend, new Request(page))).status).toBe(502);
});

test("answers 503 when nothing listens there", async () => {
  const answer = await forward(await addressOfNobody(), new Request(page, { method: "POST", body: "x" }));
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ status: 503, request_id: "id-1" });
});

test.each(["GET", "POST"])(
  "gives a connection for %s up that does not come, and finds the backend again",
  async (method) => {
    const backend = await serveUnreachable();
    const todo = () => new Request(page, { method, body: method === "POST" ? "x" : null });
    expect((await forward(backend.url, todo())).status).toBe(503);
    backend.wake();
    expect((await forward(backend.url, todo())).status).toBe(200);
  },
);

test.each([404, 200, 503])(
  "answers 502 when something else answers %i in the backend's place",
  async (status) => {
    const backend = await serveForeign((_, response) => void response.writeHead(status).end());
    for (const method of ["GET", "POST"]) {
      const answer = await forward(backend, new Request(`${page}/bulk`, { method }));
      expect(answer.status).toBe(502);
      expect(await answer.json()).toMatchObject({ request_id: "id-1" });
    }
  },
);

test("keeps no connection to what is not the backend", async () => {
  // As a Service does: who answers is decided for each connection, not for each request.
  let answering = "something else";
  const whose = new WeakMap<Socket, string>();
  const address = await serveForeign(({ socket }, response) => {
    if (!whose.has(socket)) whose.set(socket, answering);
    if (whose.get(socket) === "the backend") response.writeHead(200, { "x-request-id": "1" }).end();
    else response.writeHead(404).end();
  });
  expect((await forward(address, new Request(page))).status).toBe(502);
  answering = "the backend";
  for (let index = 0; index < 5; index++)
    expect((await forward(address, new Request(page))).status).toBe(200);
});

test("answers 503 for a name that does not exist", async () => {
  expect((await forward("http://backend.invalid", new Request(page))).status).toBe(503);
});

test("answers 502 when the connection breaks off", async () => {
  const backend = await serve((request) => void request.socket.destroy());
  expect((await forward(backend, new Request(page))).status).toBe(502);
});

test("answers 502 when the connection breaks off within a short answer", async () => {
  const backend = await serve((request, response) => {
    response.writeHead(200, { "content-length": "10" }).write("first", () => request.socket.destroy());
  });
  expect((await forward(backend, new Request(page))).status).toBe(502);
});

test("answers 504 when the backend does not answer in time", async () => {
  const backend = await serve(() => undefined);
  expect((await forward(backend, new Request(page), 50)).status).toBe(504);
});

test("stops asking when the browser has gone", async () => {
  const browser = new AbortController();
  const closed = new Promise<void>((resolve, reject) => {
    void serve((request) => {
      request.socket.once("close", resolve);
      browser.abort();
    }).then((backend) => forward(backend, new Request(page, { signal: browser.signal })), reject);
  });
  await closed;
});

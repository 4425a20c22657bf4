import { spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { ask, httpClient, httpServer, program, shop, token } from "./support.ts";

const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string | undefined>;
  body?: string;
}

/** A request with whatever headers, which `fetch` would not send. */
function send(url: string, { method = "POST", path = "/mcp", headers = {}, body: text = body }: Sent = {}) {
  const { hostname, port } = new URL(url);
  const all = {
    host: `${hostname}:${port}`,
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, headers: given as Record<string, string> },
      (response) => {
        let answer = "";
        response.on("data", (chunk) => {
          answer += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode, text: answer }));
      },
    );
    sent.on("error", reject);
    sent.end(method === "POST" ? text : undefined);
  });
}

describe("over HTTP", () => {
  test("only who has the token, names this host and asks for /mcp is answered", async () => {
    const { url, said, stdout } = await httpServer(shop(), "--allowed-host", "host.minikube.internal");
    const { port } = new URL(url);
    for (const [sent, status] of [
      [{}, 200],
      [{ headers: { host: `localhost:${port}` } }, 200],
      [{ headers: { host: "host.minikube.internal:8765" } }, 200],
      [{ headers: { origin: `http://localhost:${port}` } }, 200],
      [{ headers: { authorization: `bearer ${token}` } }, 200],
      [{ headers: { host: "evil.example" } }, 403],
      [{ headers: { host: "127.0.0.1.evil.example" } }, 403],
      [{ headers: { host: "127.0.0.1@evil.example" } }, 403],
      [{ headers: { host: "@" } }, 403],
      [{ headers: { origin: "http://evil.example" } }, 403],
      [{ headers: { origin: "null" } }, 403],
      [{ headers: { authorization: undefined } }, 401],
      [{ headers: { authorization: "" } }, 401],
      [{ headers: { authorization: token } }, 401],
      [{ headers: { authorization: `Basic ${token}` } }, 401],
      [{ headers: { authorization: `Bearer ${token.slice(0, -1)}` } }, 401],
      [{ headers: { authorization: `Bearer ${token}x` } }, 401],
      [{ path: `/mcp?token=${token}`, headers: { authorization: undefined } }, 401],
      [{ path: "/" }, 404],
      [{ path: "/mcp/../mcp" }, 404],
      [{ method: "GET" }, 405],
      [{ method: "DELETE" }, 405],
      [{ method: "OPTIONS" }, 405],
    ] as [Sent, number][]) {
      const { status: found, text } = await send(url, sent);
      expect({ sent, status: found }).toEqual({ sent, status });
      expect(text).not.toContain(token);
    }
    expect(said).not.toContain(token);
    expect(stdout()).toBe("");
  });

  test.each([
    ["what is no JSON", "{", 400],
    ["what is no message", "[1]", 400],
    ["an empty body", "", 400],
    ["a body that is too long", JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(600_000) }), 413],
    ["a method that is not there", '{"jsonrpc":"2.0","id":1,"method":"resources/list"}', 200],
    [
      "a tool that is not there",
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"chek"}}',
      200,
    ],
    ["a call of no tool", '{"jsonrpc":"2.0","id":1,"method":"tools/call"}', 200],
  ])("%s is an error, and the server goes on", async (_what, text, status) => {
    const { url } = await httpServer(shop());
    const answer = await send(url, { body: text });
    expect({ status: answer.status, error: JSON.parse(answer.text).error !== undefined }).toEqual({
      status,
      error: true,
    });
    expect((await send(url)).status).toBe(200);
  });

  test("a connection is for one request, so that none is closed while a client asks again", async () => {
    const { url } = await httpServer(shop());
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const accept = "application/json, text/event-stream";
    for (let count = 0; count < 2; count++) {
      const response = await fetch(url, { method: "POST", headers: { ...headers, accept }, body });
      expect({ status: response.status, connection: response.headers.get("connection") }).toEqual({
        status: 200,
        connection: "close",
      });
      await response.text();
    }
  });

  test("a body without end is cut off", async () => {
    const { url } = await httpServer(shop());
    const { port } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1");
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
      socket.on("error", () => {});
      socket.write(
        `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\naccept: application/json, text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n`,
      );
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
      const more = () => {
        if (!socket.destroyed && socket.writable) socket.write(chunk, () => setImmediate(more));
      };
      more();
    });
    expect(answer).toContain("413");
    expect((await send(url)).status).toBe(200);
  }, 30_000);

  test("it listens on this machine alone, unless it is told otherwise", async () => {
    const { url } = await httpServer(shop());
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
    const other = await httpServer(shop(), "--host", "127.0.0.2");
    expect(other.url).toMatch(/^http:\/\/127\.0\.0\.2:\d+\/mcp$/);
    expect((await send(other.url)).status).toBe(200);
  });

  test("a token file is made for its owner alone, and then read", async () => {
    const project = shop();
    const { url, said } = await httpServer(project, "--token-file", "token");
    const made = project.read("token").trim();
    expect(statSync(project.path("token")).mode & 0o777).toBe(0o600);
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(said).not.toContain(made);
    expect((await send(url)).status).toBe(401);
    expect((await send(url, { headers: { authorization: `Bearer ${made}` } })).status).toBe(200);
    const again = await httpServer(project, "--token-file", "token");
    expect((await send(again.url, { headers: { authorization: `Bearer ${made}` } })).status).toBe(200);
  });

  test("two clients at once get their own answers", async () => {
    const { url } = await httpServer(shop());
    const [one, other] = await Promise.all([httpClient(url), httpClient(url)]);
    const [a, b] = await Promise.all([
      ask(one, "values", { environment: "development", chart: "web" }),
      ask(other, "values", { environment: "production", chart: "web" }),
    ]);
    expect([a.environment, b.environment]).toEqual(["development", "production"]);
  });
});

describe("chartmodel mcp refuses", () => {
  const run = (project: { folder: string }, args: string[], env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, "mcp", ...args], {
      cwd: project.folder,
      encoding: "utf8",
      input: "",
      env: { ...process.env, CHARTMODEL_MCP_TOKEN: token, ...env },
    });
    return { status, stdout, stderr };
  };

  test.each([
    ["a short token", ["--http"], { CHARTMODEL_MCP_TOKEN: "short" }, /at least 16/],
    [
      "a token that no header can have",
      ["--http"],
      { CHARTMODEL_MCP_TOKEN: "a b c d e f g h i j k l" },
      /at least 16/,
    ],
    ["a port that is none", ["--http", "--port", "http"], {}, /--port: expected 0 to 65535/],
    [
      "an address that is not this machine's",
      ["--http", "--host", "192.0.2.1"],
      {},
      /no client can be served/,
    ],
    ["options of HTTP without it", ["--port", "1"], {}, /--port is for --http/],
    ["a configuration that is not there", ["--config", "none.ts"], {}, /there is no configuration none\.ts/],
    ["an unknown option", ["--write"], {}, /there is no option --write/],
  ])("%s", (_what, args, env, message) => {
    const { status, stdout, stderr } = run(shop(), args, env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("a token file that others may read", () => {
    const project = shop();
    project.write("token", `${token}\n`);
    chmodSync(project.path("token"), 0o644);
    const { status, stderr } = run(project, ["--http", "--token-file", "token"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("chmod 600") });
  });

  test("a port that is taken", async () => {
    const project = shop();
    const { url } = await httpServer(project);
    const { status, stderr } = run(project, ["--http", "--port", new URL(url).port]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("EADDRINUSE") });
  });

  test("nobody at standard input: it ends, and says nothing", () => {
    expect(run(shop(), [])).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

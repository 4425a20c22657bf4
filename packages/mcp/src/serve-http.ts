import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createServer } from "./create-server.ts";
import { longestMessage } from "./limits.ts";
import { type Refusal, refusalOf } from "./refusal-of.ts";
import type { Service } from "./service.ts";

/** Where and for whom to serve. */
export interface HttpOptions {
  /** The address to listen on. */
  readonly host: string;
  /** `0` for any that is free. */
  readonly port: number;
  /** Names by which clients reach it beside the address and `localhost`, without ports. */
  readonly allowedHosts: readonly string[];
  /** What clients send as `Authorization: Bearer`. */
  readonly token: string;
}

/** A server that answers. */
export interface HttpServing {
  readonly url: string;
  readonly close: () => Promise<void>;
  /** Resolves when it is closed. */
  readonly closed: Promise<void>;
}

const path = "/mcp";

/** Milliseconds in which a client has to have sent its request. */
const patience = 10_000;

/** Connections at a time. */
const most = 64;

/**
 * Serves over streamable HTTP, each request by itself: no session is kept, so nothing is lost when the server starts
 * again, and nothing grows.
 *
 * @throws what the system says where it cannot listen.
 */
export async function serveHttp(
  service: Service,
  { host, port, allowedHosts, token }: HttpOptions,
): Promise<HttpServing> {
  const shown = host.includes(":") ? `[${host}]` : host;
  const hosts = new Set(["localhost", "127.0.0.1", "[::1]", shown, ...allowedHosts]);
  const server = createHttpServer(
    { requestTimeout: patience, headersTimeout: patience, connectionsCheckingInterval: patience / 4 },
    (request, response) => {
      const refusal = refusalOf(request, { hosts, path, token });
      if (refusal) refuse(response, refusal);
      else void handle(service, request, response);
    },
  );
  server.maxConnections = most;
  // A client that asks again just when an idle connection is closed would have no answer.
  server.maxRequestsPerSocket = 1;
  const closed = new Promise<void>((resolve) => server.once("close", resolve));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://${shown}:${(server.address() as AddressInfo).port}${path}`, close, closed };
}

async function handle(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const server = createServer(service);
  const transport = new StreamableHTTPServerTransport({
    enableJsonResponse: true,
    maxRequestBodySize: longestMessage,
  });
  // Also ends the question of a client that is gone.
  response.once("close", () => void server.close());
  try {
    await server.connect(transport);
    await transport.handleRequest(request, response);
  } catch {
    if (!response.headersSent) refuse(response, { status: 500, message: "the request cannot be answered" });
  }
}

function refuse(
  response: ServerResponse,
  { status, message }: { status: Refusal["status"] | 500; message: string },
): void {
  response.writeHead(status, {
    "content-type": "application/json",
    // The body, which may have no end, is not read.
    connection: "close",
    ...(status === 401 && { "www-authenticate": "Bearer" }),
    ...(status === 405 && { allow: "POST" }),
  });
  response.end(JSON.stringify({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null }));
}

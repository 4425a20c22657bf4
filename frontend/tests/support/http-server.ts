import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished } from "vitest";

/** A server on 127.0.0.1 for one test, which marks its answers as the backend does; returns its address. */
export const serve = (listener: RequestListener): Promise<string> =>
  serveForeign((request, response) => {
    response.setHeader("x-request-id", request.headers["x-request-id"] ?? "none");
    listener(request, response);
  });

/** As {@link serve}, for answers that are not the backend's. */
export async function serveForeign(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return addressOf(server);
}

/** An address where nothing listens any more. */
export async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = addressOf(server);
  await new Promise((closed) => server.close(closed));
  return address;
}

/**
 * A server to which no connection comes, as to a Service that the network does not know yet: it accepts none, and the
 * system's queue for it is full.
 *
 * @returns its address, and `wake()`, after which it accepts and answers 200.
 */
export async function serveUnreachable(): Promise<{ url: string; wake(): void }> {
  const program = `const server = require("node:http").createServer((_, response) => response.setHeader("x-request-id", "1").end("[]"));
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => console.log(server.address().port));`;
  const server = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const port = Number(await once(server.stdout, "data"));
  server.kill("SIGSTOP");
  const queue = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
  onTestFinished(() => {
    for (const socket of queue) socket.destroy();
    server.kill("SIGKILL");
  });
  await Promise.all(queue.slice(0, 2).map((socket) => once(socket, "connect")));
  return {
    url: `http://127.0.0.1:${port}`,
    wake: () => {
      for (const socket of queue) socket.destroy();
      server.kill("SIGCONT");
    },
  };
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

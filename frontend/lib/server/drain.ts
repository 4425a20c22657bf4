import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/** How long clients have to send one more request on a kept connection, and to learn from its answer that it ends. */
const drainMs = 1_000;

/**
 * Once the process is told to stop, every answer closes its connection, and only after a moment the server does what
 * it would have done at once: it closes the connections on which nothing is under way, and a client that has just sent
 * a request on one of them would lose it.
 */
export function closeConnectionsOnShutdown(): void {
  const closers = process.listeners("SIGTERM");
  for (const closer of closers) process.off("SIGTERM", closer);
  process.once("SIGTERM", (signal) => {
    subscribe("http.server.request.start", (message) => {
      (message as { response: ServerResponse }).response.setHeader("connection", "close");
    });
    setTimeout(() => {
      for (const closer of closers) closer(signal);
    }, drainMs);
  });
}

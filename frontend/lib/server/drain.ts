import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";

/**
 * Once the process is told to stop, every answer closes its connection. The server waits for its connections
 * to end, and a client that goes on using one would be cut off in the middle of a request when the process is
 * killed.
 */
export function closeConnectionsOnShutdown(): void {
  process.once("SIGTERM", () => {
    subscribe("http.server.request.start", (message) => {
      (message as { response: ServerResponse }).response.setHeader("connection", "close");
    });
  });
}

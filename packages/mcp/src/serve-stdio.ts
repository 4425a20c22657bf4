import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createServer } from "./create-server.ts";
import { longestMessage } from "./limits.ts";
import type { Service } from "./service.ts";

/** Serves the client at standard input and output until it is gone. */
export async function serveStdio(service: Service): Promise<void> {
  const { stdin, stdout } = process;
  const server = createServer(service);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = () => void server.close();
  stdin.once("end", close);
  // Nobody reads any more.
  stdout.once("error", close);
  await server.connect(new StdioServerTransport(stdin, stdout, { maxBufferSize: longestMessage }));
  await closed;
  stdin.destroy();
}

import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ErrorCode } from "@modelcontextprotocol/sdk/types.js";
import { createServer } from "./create-server.ts";
import { longestMessage } from "./limits.ts";
import type { Service } from "./service.ts";
import { shortLines } from "./short-lines.ts";

/** Serves the client at standard input and output until it is gone. What it sends and is no message gets an error. */
export async function serveStdio(service: Service): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const server = createServer(service);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  const close = () => void server.close();
  // Which request it was cannot be told, so the error has no id: a person reads the sentence.
  const refuse = (code: ErrorCode, message: string) => {
    stdout.write(`${JSON.stringify({ jsonrpc: "2.0", error: { code, message }, id: null })}\n`);
    stderr.write(`${message}\n`);
  };
  server.onerror = ({ name }) => {
    if (name === "SyntaxError") refuse(ErrorCode.ParseError, "a line is no JSON: it was not answered");
    if (name === "ZodError")
      refuse(ErrorCode.InvalidRequest, "a line is no message of JSON-RPC: it was not answered");
  };
  const lines = shortLines(longestMessage, () =>
    refuse(
      ErrorCode.InvalidRequest,
      `a message has at most ${longestMessage / 1024} KiB: a longer one was not read`,
    ),
  );
  lines.once("end", close);
  stdin.once("error", close);
  // Nobody reads any more.
  stdout.once("error", close);
  await server.connect(new StdioServerTransport(stdin.pipe(lines), stdout));
  await closed;
  stdin.destroy();
}

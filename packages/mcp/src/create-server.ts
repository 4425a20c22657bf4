import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import type { Answer, Service } from "./service.ts";

/** What clients are told of every tool: it may be called without asking a person. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/** A server for one client. */
export function createServer({ name, version, instructions, tools, ask }: Service): Server {
  const server = new Server({ name, version }, { capabilities: { tools: {} }, instructions });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map((tool) => ({ ...tool, annotations: { title: tool.title, ...annotations } })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    if (!tools.some((tool) => tool.name === params.name))
      throw new McpError(
        ErrorCode.InvalidParams,
        `there is no tool ${JSON.stringify(params.name.slice(0, 100))}; there is ${tools.map((tool) => tool.name).join(", ")}`,
      );
    return toResult(await ask(params.name, params.arguments ?? {}, signal));
  });
  return server;
}

/** The data also as text, for clients from before there was structured content. */
function toResult(answer: Answer): CallToolResult {
  if ("error" in answer) return { isError: true, content: [{ type: "text", text: answer.error }] };
  return {
    content: [{ type: "text", text: JSON.stringify(answer.data) }],
    structuredContent: answer.data as Record<string, unknown>,
  };
}

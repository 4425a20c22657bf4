import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  InitializeRequestSchema,
  ListToolsRequestSchema,
  McpError,
  SUPPORTED_PROTOCOL_VERSIONS,
} from "@modelcontextprotocol/sdk/types.js";
import type { Answer, Service } from "./service.ts";

/** What clients are told of every tool: it may be called without asking a person. */
const annotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};

/**
 * The version of the protocol for who asks for none that the SDK knows. kubectl-ai asks for none, and ends where it is told
 * of the newest.
 */
const settledVersion = "2025-06-18";

/** A server for one client. */
export function createServer({ name, version, instructions, tools, ask }: Service): Server {
  const serverInfo = { name, version };
  const capabilities = { tools: {} };
  const server = new Server(serverInfo, { capabilities });
  server.setRequestHandler(InitializeRequestSchema, ({ params: { protocolVersion: asked } }) => ({
    protocolVersion: SUPPORTED_PROTOCOL_VERSIONS.includes(asked) ? asked : settledVersion,
    capabilities,
    serverInfo,
    instructions,
  }));
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

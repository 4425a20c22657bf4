import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
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
  // The SDK's handler of this request tells of wrong arguments in the words of its library.
  server.fallbackRequestHandler = async (
    { method, params: { name, arguments: input = {} } = {} },
    { signal },
  ) => {
    if (method !== "tools/call") throw new McpError(ErrorCode.MethodNotFound, "there is no such method");
    const tool = tools.find((one) => one.name === name);
    if (!tool)
      throw new McpError(
        ErrorCode.InvalidParams,
        `there is no tool ${JSON.stringify(name)?.slice(0, 100)}; there is ${tools.map((one) => one.name).join(", ")}`,
      );
    return toResult(await ask(tool.name, input, signal));
  };
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

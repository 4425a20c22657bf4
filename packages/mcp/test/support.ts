import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { onTestFinished } from "vitest";
import { findHelm } from "../../../tools/helm.mjs";
import { type TempProject, tempProject } from "../../schema/test/support/temp-project.ts";

export const program = join(import.meta.dirname, "../../schema/bin/chartmodel.cjs");
export const token = "a-token-for-these-tests-only";

const env = { ...process.env, HELM: findHelm(), CHARTMODEL_MCP_TOKEN: token } as Record<string, string>;

/** A shop whose charts Helm can render. */
export function shop(): TempProject {
  const project = tempProject("shop");
  for (const chart of ["web", "worker"])
    project.write(`charts/${chart}/Chart.yaml`, `apiVersion: v2\nname: shop-${chart}\nversion: 1.0.0\n`);
  project.write(
    "charts/web/templates/configmap.yaml",
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  replicas: "{{ .Values.replicas }}"\n',
  );
  return project;
}

/** A client of the kind that editors have, and the server that it starts in a folder. */
export async function stdioClient(
  { folder }: { folder: string },
  { command, args } = { command: process.execPath, args: [program, "mcp"] },
) {
  const transport = new StdioClientTransport({ command, args, cwd: folder, env, stderr: "pipe" });
  let stderr = "";
  transport.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, transport, stderr: () => stderr };
}

/** A server over HTTP, as a process of its own. */
export async function httpServer({ folder }: { folder: string }, ...args: string[]) {
  const child = spawn(process.execPath, [program, "mcp", "--http", "--port", "0", ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  const said = await firstLine(child);
  const url = /http:\S+/.exec(said)?.[0];
  if (url === undefined) throw new Error(said);
  return { child, url, said, stdout: () => stdout };
}

function firstLine({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    stderr?.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve(text);
    });
    stderr?.on("end", () => resolve(text));
  });
}

export async function httpClient(url: string) {
  const client = new Client({ name: "test", version: "1.0.0" });
  const headers = { authorization: `Bearer ${token}` };
  // The SDK's own class does not fit its interface under exactOptionalPropertyTypes.
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  onTestFinished(() => client.close());
  return client;
}

/** What a tool answers: its data, or its sentences. */
// biome-ignore lint/suspicious/noExplicitAny: the data of every tool
export async function ask(client: Client, name: string, input: object = {}): Promise<any> {
  const result = (await client.callTool({
    name,
    arguments: input as Record<string, unknown>,
  })) as CallToolResult;
  const [content] = result.content;
  const text = content?.type === "text" ? content.text : "";
  if (result.isError) return { error: text };
  if (text !== JSON.stringify(result.structuredContent)) throw new Error("text and data differ");
  return result.structuredContent;
}

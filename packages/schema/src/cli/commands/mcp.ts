import packageFacts from "../../../package.json" with { type: "json" };
import { findConfig } from "../../load/find-config.ts";
import { UsageError } from "../../usage-error.ts";
import { askAbout } from "../answers/ask.ts";
import { tools } from "../answers/tools.ts";
import { exitCodes, type OptionValues, type StandaloneCommand } from "../command.ts";
import { say } from "../terminal.ts";

const address = "127.0.0.1";
const port = 8765;

/** `chartmodel mcp`. */
export const mcp: StandaloneCommand = {
  summary: "answer a language model's questions about the project, by the Model Context Protocol",
  usage: `chartmodel mcp [--config FILE]
chartmodel mcp --http [--host ADDRESS] [--port PORT] [--allowed-host NAME]... [--token-file FILE]

Its tools only read: ${tools.map(({ name }) => name).join(", ")}. Secrets are in no answer. Every answer is made
anew, in a process of its own that has a minute. Without --http it talks over standard input and output.

  --config FILE        the configuration or its folder; else chartmodel.config.{ts,mts,js,mjs} here or above
  --http               streamable HTTP at http://${address}:${port}/mcp, for who sends the token
  --host ADDRESS       listen there; whoever reaches it can try tokens
  --port PORT          0 for any
  --allowed-host NAME  a further name by which clients reach it; may be repeated
  --token-file FILE    holds the token, and is made with a new one where it is not there. Else the token is that of
                       CHARTMODEL_MCP_TOKEN, or a new one that is shown once

Needs the package @chartmodel/mcp. Exit code: 0 the client is gone, 2 wrong use.`,
  options: {
    config: { type: "string" },
    http: { type: "boolean" },
    host: { type: "string" },
    port: { type: "string" },
    "allowed-host": { type: "string", multiple: true },
    "token-file": { type: "string" },
  },
  async runAlone(given) {
    const file = findConfig(process.cwd(), given["config"] as string | undefined);
    const library = await loadMcp();
    const service = {
      name: "chartmodel",
      version: packageFacts.version,
      instructions:
        "A project's typed model of its Helm charts. Look with environments, explain, schema and values; find out by propose what a change would mean. Nothing here changes anything: a person applies a patch.",
      tools,
      ask: askAbout(file),
    };
    if (given["http"]) await serveHttp(library, service, given);
    else {
      refuseHttpOptions(given);
      await library.serveStdio(service);
    }
    return exitCodes.fine;
  },
};

type Library = typeof import("@chartmodel/mcp");

async function serveHttp(
  library: Library,
  service: Parameters<Library["serveHttp"]>[0],
  given: OptionValues,
) {
  const { token, isNew } = findToken(library, given["token-file"] as string | undefined);
  const { url, closed } = await library
    .serveHttp(service, {
      host: (given["host"] as string | undefined) ?? address,
      port: portOf(given["port"]),
      allowedHosts: (given["allowed-host"] ?? []) as readonly string[],
      token,
    })
    .catch((error: NodeJS.ErrnoException) => {
      throw error.syscall ? new UsageError(`no client can be served: ${error.message}`) : error;
    });
  say(`${url} answers who sends "Authorization: Bearer ${isNew ? token : "TOKEN"}"`);
  await closed;
}

function findToken({ readToken, TokenError }: Library, file: string | undefined) {
  try {
    return readToken(process.env["CHARTMODEL_MCP_TOKEN"], file);
  } catch (error) {
    throw error instanceof TokenError ? new UsageError(error.message) : error;
  }
}

function portOf(given: OptionValues[string]): number {
  const number = Number(given ?? port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535 || given === "")
    throw new UsageError(`--port: expected 0 to 65535, but got ${JSON.stringify(given)}`);
  return number;
}

function refuseHttpOptions(given: OptionValues): void {
  const name = ["host", "port", "allowed-host", "token-file"].find((option) => given[option] !== undefined);
  if (name) throw new UsageError(`--${name} is for --http\n\n${mcp.usage}`);
}

/** @throws {UsageError} where it is not installed. */
async function loadMcp(): Promise<Library> {
  try {
    return await import("@chartmodel/mcp");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError("this needs the package @chartmodel/mcp: npm install --save-dev @chartmodel/mcp");
  }
}

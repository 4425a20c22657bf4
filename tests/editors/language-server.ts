import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../tools/lib/workspace.mjs";

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is in it depends on the method
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly result?: any;
}

/** What the extension for YAML of VS Code has for settings where nobody has changed them. */
const settings: Record<string, object> = { yaml: { validate: true, hover: true, completion: true } };

const settingsOf = ({ section }: { section: string }) => settings[section] ?? null;

/** yaml-language-server as an editor speaks to it: JSON-RPC over its standard input and output. */
export class LanguageServer {
  readonly #process = spawn(join(root, "node_modules/.bin/yaml-language-server"), ["--stdio"]);
  readonly #waiting = new Map<number | string, (message: Message) => void>();
  #buffer = Buffer.alloc(0);
  #id = 0;

  constructor() {
    this.#process.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  async start(): Promise<void> {
    const folder = pathToFileURL(root).href;
    await this.#ask("initialize", {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: "root" }],
      capabilities: {
        workspace: { configuration: true },
        textDocument: { hover: { contentFormat: ["plaintext"] } },
      },
    });
    this.#tell("initialized", {});
  }

  /** Opens a text under the name of a file, and gives what the editor would underline. */
  async diagnose(file: string, text: string): Promise<Diagnostic[]> {
    const uri = pathToFileURL(file).href;
    const answer = this.#await(`diagnostics ${uri}`);
    this.#tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return (await answer).params.diagnostics;
  }

  /** The words that the editor offers in a text that is open, at a place counted from 0. */
  async complete(file: string, line: number, character: number): Promise<string[]> {
    const { items } = await this.#ask("textDocument/completion", {
      textDocument: { uri: pathToFileURL(file).href },
      position: { line, character },
    });
    return items.map(({ label }: { label: string }) => label);
  }

  /** What the editor shows over a place. */
  async hover(file: string, line: number, character: number): Promise<string> {
    const found = await this.#ask("textDocument/hover", {
      textDocument: { uri: pathToFileURL(file).href },
      position: { line, character },
    });
    return found?.contents.value ?? "";
  }

  stop(): void {
    this.#process.kill();
  }

  #await(key: number | string): Promise<Message> {
    return new Promise((resolve) => this.#waiting.set(key, resolve));
  }

  async #ask(method: string, params: object) {
    const id = ++this.#id;
    const answer = this.#await(id);
    this.#send({ id, method, params });
    return (await answer).result;
  }

  #tell(method: string, params: object): void {
    this.#send({ method, params });
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const [header, length] =
        /^Content-Length: (\d+)[\s\S]*?\r\n\r\n/.exec(this.#buffer.toString("latin1")) ?? [];
      if (header === undefined || this.#buffer.length < header.length + Number(length)) return;
      const end = header.length + Number(length);
      this.#receive(JSON.parse(this.#buffer.toString("utf8", header.length, end)));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  #receive(message: Message): void {
    if (message.method === undefined) this.#waiting.get(message.id ?? 0)?.(message);
    else if (message.method === "textDocument/publishDiagnostics")
      this.#waiting.get(`diagnostics ${message.params.uri}`)?.(message);
    else if (message.id !== undefined)
      this.#send({ id: message.id, result: message.params?.items?.map(settingsOf) ?? null });
  }
}

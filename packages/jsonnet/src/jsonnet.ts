import { readFileSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { callNative, jsonOf, type NativeFunction } from "./call-native.ts";
import { JsonnetError } from "./jsonnet-error.ts";
import type { CallAnswer, Task, WorkerMessage, WorkerSettings } from "./messages.ts";
import { SyncPort } from "./sync-port.ts";

export interface JsonnetOptions {
  /** Folders that programs may import from, besides the folder of the program itself. */
  readonly folders?: readonly string[];
  /** Folders in which an import is looked for that is not beside the file that asks for it; they may be read, too. */
  readonly libraries?: readonly string[];
  /** Functions for programs, by name. */
  readonly natives?: Readonly<Record<string, NativeFunction>>;
  /** Most time of one evaluation, in milliseconds, with the start of the engine. @default 10_000 */
  readonly timeLimit?: number;
  /** Most memory of the engine, in MiB, of which it takes about 20 itself. @default 256 */
  readonly memoryLimit?: number;
  /** Most calls within each other. @default 500, as in the command `jsonnet` */
  readonly maxStack?: number;
}

/** What an evaluation is given besides the program: plain data, by name. */
export interface JsonnetInputs {
  /** For `std.extVar("name")`. */
  readonly external?: Readonly<Record<string, unknown>>;
  /** For the parameters of a program that is a function. */
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** Where a text comes from. */
export interface JsonnetSource {
  /** What messages call it, and `std.thisFile`. @default "(text)" */
  readonly name?: string;
  /** Folder in which its imports are looked for first, and which it may read. @default the working folder, unread */
  readonly folder?: string;
  /** Folder from which the files that it imports are named, as the program is. @default their whole paths */
  readonly root?: string;
}

/**
 * An evaluator of Jsonnet: google/go-jsonnet 0.22 in a thread of its own, which starts with the first evaluation and is
 * kept for the next. A program reads files of the given folders, and nothing else of the machine.
 *
 * @example
 * ```ts
 * using jsonnet = new Jsonnet();
 * jsonnet.evaluate("{ pods: 2 * std.extVar('zones') }", { external: { zones: 3 } }); // { pods: 6 }
 * ```
 */
export class Jsonnet implements Disposable {
  readonly #options: JsonnetOptions;
  readonly #files = new Set<string>();
  #busy = false;
  #running: { worker: Worker; port: SyncPort<Task | CallAnswer, WorkerMessage> } | undefined;

  constructor(options: JsonnetOptions = {}) {
    this.#options = options;
  }

  /** Files that programs have imported so far, by their real paths: what a watcher looks at. */
  get files(): ReadonlySet<string> {
    return this.#files;
  }

  /**
   * Evaluates a text.
   *
   * @throws {JsonnetError} with the place and the reason.
   * @throws {TypeError} for inputs that JSON cannot hold.
   */
  evaluate(text: string, inputs: JsonnetInputs = {}, source: JsonnetSource = {}): unknown {
    const { name = "(text)", folder, root } = source;
    return this.#run(
      {
        text,
        file: name,
        folder: resolve(folder ?? "."),
        own: folder ? [folder] : [],
        ...(root !== undefined && { root: realpathSync(root) }),
      },
      inputs,
    );
  }

  /**
   * Evaluates a file, which may import what is in its folder.
   *
   * @throws {JsonnetError} with the place and the reason.
   * @throws {Error} of the file system for a file that cannot be read.
   */
  evaluateFile(path: string, inputs: JsonnetInputs = {}): unknown {
    return this.evaluate(readFileSync(path, "utf8"), inputs, { name: path, folder: dirname(path) });
  }

  /** Ends the engine's thread. The evaluator can be used again, and starts a new one then. */
  close(): void {
    void this.#running?.worker.terminate();
    this.#running = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #run(
    source: { text: string; file: string; folder: string; own: string[]; root?: string },
    inputs: JsonnetInputs,
  ): unknown {
    const { folders = [], libraries = [], natives = {}, timeLimit = 10_000, maxStack = 500 } = this.#options;
    if (this.#busy) throw new JsonnetError("a native function cannot use the evaluator that calls it");
    const end = performance.now() + timeLimit;
    this.#running ??= this.#start();
    const { port } = this.#running;
    port.send({
      program: {
        file: source.file,
        text: source.text,
        external: asCode("external variable", inputs.external),
        arguments: asCode("argument", inputs.arguments),
        natives: Object.entries(natives).map(([name, { length }]) => ({
          name,
          parameters: Array.from({ length }, (_, index) => `parameter${index + 1}`),
        })),
        maxStack,
      },
      folder: source.folder,
      ...(source.root !== undefined && { root: source.root }),
      folders: [...source.own, ...folders, ...libraries].map((folder) => realpathSync(folder)),
      libraries: libraries.map((folder) => resolve(folder)),
    });
    for (;;) {
      const message = port.receive(end - performance.now());
      // A native function may have taken all of the time.
      if (message === undefined || performance.now() > end) {
        this.close();
        throw new JsonnetError(`${source.file} takes more than ${timeLimit} ms to evaluate`);
      }
      if (message.kind === "call") {
        this.#busy = true;
        try {
          port.send(callNative(message.name, natives[message.name] as NativeFunction, message.arguments));
        } finally {
          this.#busy = false;
        }
        continue;
      }
      for (const file of message.files) this.#files.add(file);
      if (message.kind === "done") return JSON.parse(message.output);
      if (message.crashed) this.close();
      throw new JsonnetError(message.error.message, message.error.trace.toReversed());
    }
  }

  #start() {
    const { port1, port2 } = new MessageChannel();
    const bell = new Int32Array(new SharedArrayBuffer(8));
    const memoryPages = (this.#options.memoryLimit ?? 256) * 16;
    const settings: WorkerSettings = { bell, port: port2, memoryPages };
    const worker = new Worker(workerFile, {
      workerData: settings,
      transferList: [port2],
      execArgv: [],
      env: {},
    });
    worker.unref();
    port1.unref();
    return { worker, port: new SyncPort<Task | CallAnswer, WorkerMessage>(port1, bell, 0) };
  }
}

// The package runs from its sources, too: the worker then is one.
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "worker.ts" : "worker.js", import.meta.url);

/** JSON is Jsonnet. */
function asCode(kind: string, values: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      jsonOf(`the ${kind} ${JSON.stringify(name)} is`, value ?? null),
    ]),
  );
}

import type { MessagePort } from "node:worker_threads";
import type { JsonnetFrame } from "./jsonnet-error.ts";

/** What is evaluated, as the engine takes it: see `request` in engine/main.go. */
export interface Program {
  /** What messages call the program, and `std.thisFile`. */
  readonly file: string;
  readonly text: string;
  /** Jsonnet code of each external variable. */
  readonly external: Readonly<Record<string, string>>;
  /** Jsonnet code of each top-level argument. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly natives: readonly { readonly name: string; readonly parameters: readonly string[] }[];
  readonly maxStack: number;
}

/** What the engine asks while it evaluates: see `question` in engine/main.go. */
export type Question =
  | { readonly kind: "request" }
  | { readonly kind: "import"; readonly from?: string; readonly path?: string }
  | { readonly kind: "call"; readonly name: string; readonly arguments?: readonly unknown[] }
  | Outcome;

/** How an evaluation ended. */
export type Outcome =
  | { readonly kind: "done"; readonly output: string }
  | { readonly kind: "failed"; readonly error: Fault };

export interface Fault {
  readonly message: string;
  readonly trace: readonly JsonnetFrame[];
}

/** What a worker starts with. */
export interface WorkerSettings {
  /** Notified where a message lies in the port: one cell for each direction. */
  readonly bell: Int32Array;
  readonly port: MessagePort;
  /** Most memory that the engine may take, in pages of 64 KiB. */
  readonly memoryPages: number;
}

/** An evaluation as the worker gets it. */
export interface Task {
  readonly program: Program;
  /** Where imports of the program itself begin. */
  readonly folder: string;
  /** Folder from which imported files are named, as a real path. */
  readonly root?: string;
  /** Folders that may be read, as real paths. */
  readonly folders: readonly string[];
  /** Folders in which an import is looked for that is not beside the file that asks for it. */
  readonly libraries: readonly string[];
}

/** What a worker sends: a function that the program calls, or the end of a task. */
export type WorkerMessage =
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly unknown[] }
  | Ended;

/** The end of a task. */
export type Ended = Outcome & {
  /** Real paths of what was imported. */
  readonly files: readonly string[];
  /** The engine fell over, and cannot be used again. */
  readonly crashed?: true;
};

/** What a worker gets as an answer to a call. */
export type CallAnswer = { readonly value: unknown } | { readonly error: string };

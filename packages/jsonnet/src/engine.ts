import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { limitMemory } from "./limit-memory.ts";
import { loadEngine } from "./load-engine.ts";
import type { CallAnswer, Ended, Outcome, Question, Task } from "./messages.ts";
import { resolveImport } from "./resolve-import.ts";
import { createSystem } from "./wasi.ts";

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly evaluate: () => void;
}

interface Running {
  readonly task: Task;
  /** Real paths of what was imported, by the names that the program sees. */
  readonly files: Map<string, string>;
  outcome?: Outcome;
}

/** Calls a function of the caller's. */
export type Call = (name: string, args: readonly unknown[]) => CallAnswer;

/** Starts the engine; the function that it gives evaluates one task after the other. */
export function startEngine(memoryPages: number, call: Call): (task: Task) => Ended {
  const engine = new WebAssembly.Module(limitMemory(loadEngine(), memoryPages));
  let running: Running;
  let answer = new Uint8Array();
  const memory = () => exports.memory;
  const system = createSystem(memory);

  const { exports } = new WebAssembly.Instance(engine, {
    wasi_snapshot_preview1: system.functions,
    host: {
      ask: (at: number, size: number) => {
        const question = JSON.parse(Buffer.from(memory().buffer, at, size).toString()) as Question;
        answer = Buffer.from(JSON.stringify(reply(question)) ?? "");
        return answer.length;
      },
      take: (at: number) => new Uint8Array(memory().buffer).set(answer, at),
    },
  }) as { exports: Exports };
  exports._initialize();

  function reply(question: Question): unknown {
    switch (question.kind) {
      case "request":
        return running.task.program;
      case "import":
        return importFile(running, question.from ?? "", question.path ?? "");
      case "call":
        return call(question.name, question.arguments ?? []);
      default:
        running.outcome = question;
        return undefined;
    }
  }

  return (task) => {
    running = { task, files: new Map() };
    const failed = (message: string) => ({ kind: "failed" as const, error: { message, trace: [] } });
    try {
      exports.evaluate();
    } catch (error) {
      return {
        ...failed(crash(error, system.lastWords(), memoryPages)),
        files: [...running.files.values()],
        crashed: true,
      };
    }
    return {
      ...(running.outcome ?? failed("the engine gave no answer")),
      files: [...running.files.values()],
    };
  };
}

function importFile({ task, files }: Running, from: string, path: string): unknown {
  try {
    const file = resolveImport(task, files.get(from), path);
    const name = nameFrom(task.root, file);
    files.set(name, file);
    return { file: name, content: readFileSync(file).toString("base64") };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** As it is on every machine. */
function nameFrom(root: string | undefined, file: string): string {
  const isBelow = root !== undefined && file.startsWith(root.endsWith(sep) ? root : root + sep);
  return isBelow ? relative(root, file).replaceAll(sep, "/") : file;
}

/** A sentence for an engine that fell over. */
function crash(error: unknown, lastWords: string, memoryPages: number): string {
  if (/out of memory|cannot allocate memory/.test(lastWords))
    return `the program takes more than ${memoryPages / 16} MiB of memory`;
  if (error instanceof RangeError || lastWords.includes("stack overflow"))
    return "the program is nested too deeply";
  return `the engine failed: ${lastWords.split("\n", 1)[0] || (error as Error).message}`;
}

import { type ChildProcess, fork } from "node:child_process";
import { dirname } from "node:path";
import type { Answer } from "./answer.ts";
import { answerSeconds } from "./answer-seconds.ts";
import { wrongArguments } from "./wrong-arguments.ts";

/** Characters of an answer: more would fill a language model's memory. */
const longest = 100_000;

/** Questions that are answered at once, and those that may wait for their turn. */
const atOnce = 2;
const mostWaiting = 20;

const program = new URL("./answer-process.js", import.meta.url);

/** Asks a question about a project. */
export type Ask = (tool: string, input: unknown, signal: AbortSignal) => Promise<Answer>;

/**
 * Answers each question in a process of its own that loads the project anew: no answer is remembered, and a
 * configuration that prints, fails or never ends does so there.
 *
 * @param file - the configuration, absolute.
 */
export function askAbout(file: string): Ask {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (tool, input, signal) => {
    const wrong = wrongArguments(tool, input);
    if (wrong.length > 0) return { error: wrong.join("\n") };
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting)
        return { error: "too many questions wait for an answer: ask again later" };
      // Who ends hands its place on.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await answerApart({ file, tool, input, longest, time: answerSeconds * 1000 }, signal);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

function answerApart(
  question: { file: string } & Record<string, unknown>,
  signal: AbortSignal,
): Promise<Answer> {
  if (signal.aborted) return Promise.resolve({ error: "nobody waits for the answer" });
  return new Promise((resolve) => {
    const child = fork(program, [], {
      cwd: dirname(question.file),
      detached: true,
      execArgv: [],
      // What a configuration prints may be anything.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const end = (answer: Answer) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      kill(child);
      resolve(answer);
    };
    const leave = () => end({ error: "nobody waits for the answer" });
    const late = () =>
      end({ error: `there was no answer in ${answerSeconds} seconds: the configuration may not end` });
    const timer = setTimeout(late, answerSeconds * 1000);
    signal.addEventListener("abort", leave);
    child.once("message", (answer) => end(answer as Answer));
    child.once("error", (error) => end({ error: `no process could be started: ${error.message}` }));
    child.once("exit", (code, by) =>
      end({ error: `the configuration ended the process without an answer (${by ?? `exit code ${code}`})` }),
    );
    child.send(question, () => {});
  });
}

/** Ends a process and those that it started. */
function kill({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It has just ended.
  }
}

import { ModelError } from "../model/model-error.ts";
import { OverlayError } from "../resolve/overlay-error.ts";
import { UsageError } from "../usage-error.ts";
import { ValuesError } from "../values-error.ts";
import { exitCodes } from "./command.ts";
import { reportIssues } from "./report-issues.ts";
import { say, style } from "./terminal.ts";

/** Tells what went wrong and gives the exit code that says it to a script. */
export function reportError(error: unknown): number {
  if (error instanceof ValuesError) {
    reportIssues(error.issues);
    return exitCodes.issues;
  }
  if (error instanceof UsageError) {
    say(`${style("red", "error:")} ${error.message}`);
    return exitCodes.misuse;
  }
  if (
    error instanceof ModelError ||
    error instanceof OverlayError ||
    isChartError(error) ||
    isSystemError(error)
  ) {
    say(`${style("red", "error:")} ${(error as Error).message}`);
    return exitCodes.issues;
  }
  say(error instanceof Error ? configStack(error) : `the configuration threw ${String(error)}`);
  return exitCodes.issues;
}

const ownFolder = new URL(".", import.meta.url).href;
const isFrame = (line: string): boolean => /^\s+at /.test(line);
const isOurs = (line: string): boolean => line.includes(ownFolder);
const isForeign = (line: string): boolean => isFrame(line) && (isOurs(line) || /[( ]node:/.test(line));

/** A stack without this package's frames and Node's: where a configuration that throws went wrong. */
function configStack({ message, stack = message }: Error): string {
  const lines = stack.split("\n");
  const own = lines.filter((line) => !isForeign(line));
  const firstFrame = lines.find(isFrame);
  const isFaultOfThisPackage = !own.some(isFrame) && firstFrame !== undefined && isOurs(firstFrame);
  return isFaultOfThisPackage ? stack : own.join("\n").trimEnd();
}

/** The linter's, which is loaded by few commands: known by its name. */
function isChartError(error: unknown): boolean {
  return error instanceof Error && error.name === "ChartError";
}

/** A full disk, a read-only folder: the message has the call and the path. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && !configStack(error).split("\n").some(isFrame);
}

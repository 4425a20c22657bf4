import type { ValuesError } from "../values-error.ts";
import { exitCodes } from "./command.ts";
import { reportIssues } from "./report-issues.ts";
import { say, style } from "./terminal.ts";

/** Tells what went wrong and gives the exit code that says it to a script. */
export function reportError(error: unknown): number {
  if (isNamed<ValuesError>(error, "ValuesError")) {
    reportIssues(error.issues);
    return exitCodes.issues;
  }
  if (isNamed(error, "UsageError")) {
    say(`${style("red", "error:")} ${error.message}`);
    return exitCodes.misuse;
  }
  if (
    isNamed(error, "ModelError") ||
    isNamed(error, "OverlayError") ||
    isNamed(error, "ChartError") ||
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
function configStack(error: Error): string {
  const { stack = error.message } = error;
  const firstFrame = stack.split("\n").find(isFrame);
  const isFaultOfThisPackage = !isOfConfig(error) && firstFrame !== undefined && isOurs(firstFrame);
  return isFaultOfThisPackage ? stack : withoutForeign(stack).join("\n").trimEnd();
}

const withoutForeign = (stack: string): string[] => stack.split("\n").filter((line) => !isForeign(line));

/** Whether code of the configuration was under way. */
const isOfConfig = ({ stack = "" }: Error): boolean => withoutForeign(stack).some(isFrame);

/** A full disk, a read-only folder, a name that is too long: the message has the call and the path. */
const isSystemError = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && !isOfConfig(error);

/** Known by its name: few commands load the linter, and a configuration may load another copy of this package. */
function isNamed<Known extends Error>(error: unknown, name: Known["name"]): error is Known {
  return error instanceof Error && error.name === name;
}

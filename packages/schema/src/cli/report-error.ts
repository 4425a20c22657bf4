import { ModelError } from "../model/model-error.ts";
import { OverlayError } from "../resolve/overlay-layer.ts";
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
  if (error instanceof ModelError || error instanceof OverlayError || isSystemError(error)) {
    say(`${style("red", "error:")} ${(error as Error).message}`);
    return exitCodes.issues;
  }
  // A configuration that throws: its own stack says most.
  say(error instanceof Error ? (error.stack ?? error.message) : `the configuration threw ${String(error)}`);
  return exitCodes.issues;
}

/** A full disk, a read-only folder: the message has the call and the path. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

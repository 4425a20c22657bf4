/** A place in a Jsonnet program. */
export interface JsonnetFrame {
  /** Path of the file, or the name that was given for a text. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** A program that cannot be evaluated. The message begins with file, line and column where they are known. */
export class JsonnetError extends Error {
  override readonly name = "JsonnetError";
  /** What is wrong, without the place. */
  readonly reason: string;
  /** Where it happened, and from where that was reached: the innermost place first. */
  readonly trace: readonly JsonnetFrame[];

  constructor(message: string, outer: readonly JsonnetFrame[] = []) {
    const { reason, trace } = innermost(message, outer);
    const [place] = trace;
    super(place ? `${place.file}:${place.line}:${place.column}: ${reason}` : reason);
    this.reason = reason;
    this.trace = trace;
  }
}

/** go-jsonnet gives the place of a syntax error in an imported file as text before the message: `a.libsonnet:2:5-6 …`. */
const placed = /^(?<file>[^\n]+?):\(?(?<line>\d+):(?<column>\d+)\S* (?<reason>.*)$/s;

function innermost(message: string, outer: readonly JsonnetFrame[]) {
  const found = placed.exec(message)?.groups as
    | Record<"file" | "line" | "column" | "reason", string>
    | undefined;
  if (!found) return { reason: message, trace: outer };
  const { file, line, column, reason } = found;
  return { reason, trace: [{ file, line: Number(line), column: Number(column) }, ...outer] };
}

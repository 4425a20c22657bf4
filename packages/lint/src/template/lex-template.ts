/** One token of an action, `{{ ... }}`. */
export interface Token {
  readonly type: "field" | "dot" | "variable" | "word" | "text" | "number" | "mark" | "printed";
  /** A field's name without its dot, a string's value, a word, a mark such as `|` or `:=`; of what is printed, nothing. */
  readonly value: string;
  readonly line: number;
  /** True if it follows the token before it without a space: `.a.b` is one operand, `.a .b` are two. */
  readonly attached: boolean;
}

/** A template that is not written as Go's text/template asks. */
export class TemplateSyntaxError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.name = "TemplateSyntaxError";
    this.line = line;
  }
}

const comment = /\{\{(?:-\s+)?\/\*[\s\S]*?\*\/(?:\s+-)?\}\}/y;
const space = /\s+/y;
const patterns: [Token["type"], RegExp][] = [
  ["text", /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ["number", /'(?:[^'\\]|\\.)+'|[+-]?(?:\d|\.\d)[\w.]*(?:(?<=[eEpP])[+-]\d+)?/y],
  ["field", /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ["dot", /\./y],
  ["variable", /\$[\p{L}\p{N}_]*/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["mark", /:=|[|(),=]/y],
];

/**
 * The actions of a Go template, each as its tokens; comments are left out. Of the text between them no more is told than
 * that there is some, by a token of its own.
 *
 * @throws {TemplateSyntaxError} on an action that does not end or holds what no action can.
 */
export function lexTemplate(source: string): Token[][] {
  const actions: Token[][] = [];
  const lineAt = lineCounter(source);
  let end = 0;
  let at = source.indexOf("{{");
  while (at !== -1) {
    if (/\S/.test(source.slice(end, at)))
      actions.push([{ type: "printed", value: "", line: lineAt(end), attached: false }]);
    comment.lastIndex = at;
    const skipped = comment.exec(source);
    if (skipped) at += skipped[0].length;
    else {
      const action = lexAction(source, at, lineAt);
      actions.push(action.tokens);
      at = action.end;
    }
    end = at;
    at = source.indexOf("{{", at);
  }
  return actions;
}

function lexAction(
  source: string,
  start: number,
  lineAt: (at: number) => number,
): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let at = start + 2;
  if (/^-\s/.test(source.slice(at, at + 2))) at += 1;
  let attached = false;
  while (at < source.length) {
    const gap = match(space, source, at);
    at += gap.length;
    if (gap !== "") attached = false;
    if (source.startsWith("}}", at)) return { tokens, end: at + 2 };
    if (gap !== "" && source.startsWith("-}}", at)) return { tokens, end: at + 3 };
    const token = readToken(source, at);
    if (token === undefined) break;
    tokens.push({ type: token.type, value: token.value, line: lineAt(at), attached });
    at += token.length;
    attached = true;
  }
  throw new TemplateSyntaxError("an action that is not closed or not understood", lineAt(start));
}

function readToken(source: string, at: number) {
  for (const [type, pattern] of patterns) {
    const found = match(pattern, source, at);
    if (found === "") continue;
    const value = type === "text" ? unquote(found) : type === "field" ? found.slice(1) : found;
    return { type, value, length: found.length };
  }
  return undefined;
}

function match(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? "";
}

function unquote(literal: string): string {
  if (literal.startsWith("`")) return literal.slice(1, -1);
  // Names of values need no other escapes than these.
  return literal.slice(1, -1).replace(/\\(["\\])/g, "$1");
}

/** Counts lines for positions that only grow. */
function lineCounter(source: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (; counted < at; counted += 1) if (source[counted] === "\n") line += 1;
    return line;
  };
}

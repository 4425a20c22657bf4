import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import { isMap, isPair, isScalar, type Pair, parse, parseDocument } from "yaml";

/** What the comments of a values file say of one value. */
export interface ValueNote {
  readonly description?: string;
  /** What annotations (`@schema`, `@param`) say of its type. */
  readonly schema?: JsonSchema;
}

/** Notes by the path of their value, as {@link noteKey} writes it. */
export type ValueNotes = ReadonlyMap<string, ValueNote>;

export const noteKey = (path: readonly string[]): string => JSON.stringify(path);

/**
 * Reads the comments of a values file: plain ones, those of helm-docs (`# --`), of Bitnami's generator
 * (`## @param`), and both kinds of `@schema`: blocks of YAML between two such lines (dadav) and
 * `# @schema type:string;minimum:1` (losisin).
 */
export function valueNotes(text: string): ValueNotes {
  const notes = new Map<string, ValueNote>();
  const lines = text.split(/\r?\n/);
  const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: "silent" });
  const lineAt = lineCounter(text);
  const visit = (node: unknown, path: readonly string[]): void => {
    if (!isMap(node)) return;
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = [...path, String(pair.key.value)];
      const note = noteAt(lines, lineAt(pair.key.range?.[0] ?? 0), pair);
      if (note) notes.set(noteKey(key), note);
      visit(pair.value, key);
    }
  };
  visit(document.contents, []);
  for (const [path, note] of detachedNotes(lines)) {
    const key = noteKey(path);
    notes.set(key, { ...notes.get(key), ...note });
  }
  return notes;
}

/** @param at - the key's line, from 0. */
function noteAt(lines: readonly string[], at: number, pair: Pair): ValueNote | undefined {
  const indent = /^\s*/.exec(lines[at] ?? "")?.[0].length ?? 0;
  let from = at;
  while (from > 0 && isCommentAt(lines[from - 1], indent)) from -= 1;
  const comments = lines.slice(from, at).map((line) => line.replace(/^\s*#/, ""));
  const inline = isScalar(pair.value) ? pair.value.comment : undefined;
  const schema = [
    ...schemasOf(comments),
    ...shortSchemas(inline === undefined || inline === null ? [] : [inline]),
  ];
  const description = describe(comments);
  if (description === undefined && schema.length === 0) return undefined;
  const merged = Object.assign({}, ...schema) as JsonSchema;
  return {
    ...(description !== undefined && { description }),
    ...(schema.length > 0 && { schema: merged }),
  };
}

/** A comment belongs to the key below it where both have the same indent. */
function isCommentAt(line = "", indent: number): boolean {
  return /^\s*#/.test(line) && /^\s*/.exec(line)?.[0].length === indent;
}

/** The words of a comment: of helm-docs from `--` on, else its first paragraph, without what is code or a mark. */
function describe(comments: readonly string[]): string | undefined {
  const words = withoutSchemas(comments).map((line) => line.replace(/^#*/, "").trim());
  const start = words.findLastIndex((line) => /^--(?:\s|$)/.test(line));
  const kept: string[] = [];
  for (const line of start === -1 ? words : words.slice(start)) {
    const text = line.replace(/^--\s*(?:\([^)]*\)\s*)?/, "");
    if (isMark(text)) continue;
    if (isCode(text) || text === "") {
      if (kept.length > 0) break;
    } else kept.push(text);
  }
  const description = kept.join(" ").replace(/\s*(?:for example|e\.g\.?|example|ref|see):?$/i, "");
  return /\p{L}{2}/u.test(description) ? description : undefined;
}

/** What a tool reads, or a rule of dashes. */
function isMark(text: string): boolean {
  return /^[@+][\w.]+(?:[:\s]|$)|^[-=#*~]{3,}$/.test(text);
}

/** A line that is a value commented out, or an example. */
function isCode(text: string): boolean {
  return (
    /^[\w./"'-]+:(?:\s+\S+)?$/.test(text) ||
    /^-\s+\S/.test(text) ||
    /^[[\]{}]/.test(text) ||
    text.startsWith("```")
  );
}

function withoutSchemas(comments: readonly string[]): string[] {
  let isInside = false;
  return comments.filter((line) => {
    if (/^\s*@schema(?:\.root)?\s*$/.test(line)) {
      isInside = !isInside;
      return false;
    }
    return !isInside && !/^\s*@schema\b/.test(line);
  });
}

/** Blocks of YAML between two lines `# @schema`. */
function schemasOf(comments: readonly string[]): JsonSchema[] {
  const schemas: JsonSchema[] = [];
  let block: string[] | undefined;
  for (const line of comments) {
    if (!/^\s*@schema\s*$/.test(line)) block?.push(line.replace(/^ /, ""));
    else if (block === undefined) block = [];
    else {
      const schema = parsed(block.join("\n"));
      if (schema) schemas.push(schema);
      block = undefined;
    }
  }
  return [...schemas, ...shortSchemas(comments)];
}

/** `@schema type:[string, null]; minLength:1`. */
function shortSchemas(comments: readonly string[]): JsonSchema[] {
  return comments.flatMap((line) => {
    const [, text] = /^\s*@schema\s+(\S.*)$/.exec(line) ?? [];
    if (text === undefined) return [];
    const entries = text.split(/;\s*/).flatMap((entry) => {
      const [, key, value = "true"] = /^\s*(\w+)\s*(?::\s*(.*))?$/.exec(entry) ?? [];
      return key === undefined ? [] : [[key, parsedScalar(value)]];
    });
    return [Object.fromEntries(entries) as JsonSchema];
  });
}

/** `## @param a.b [string, nullable] What it is.` and helm-docs' `# a.b -- What it is.` */
function* detachedNotes(lines: readonly string[]): Generator<[readonly string[], ValueNote]> {
  for (const line of lines) {
    const [, path, marks, words] =
      /^\s*##?\s*@(?:param|extra)\s+([^\s[]+)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(line) ?? [];
    if (path !== undefined) {
      const type = /\b(string|object|array|number|boolean|integer)\b/.exec(marks ?? "")?.[1];
      yield [
        path.split("."),
        { ...(words && { description: words }), ...(type && { schema: { type } as JsonSchema }) },
      ];
      continue;
    }
    const [, dotted, text] = /^\s*#\s+([\w-]+(?:\.[\w-]+)+)\s+--\s+(?:\([^)]*\)\s*)?(.+)$/.exec(line) ?? [];
    if (dotted !== undefined && text !== undefined) yield [dotted.split("."), { description: text }];
  }
}

function parsed(text: string): JsonSchema | undefined {
  try {
    const schema: unknown = parse(text, { logLevel: "error" });
    return isRecord(schema) ? (schema as JsonSchema) : undefined;
  } catch {
    return undefined;
  }
}

function parsedScalar(text: string): unknown {
  try {
    return parse(text, { logLevel: "error" });
  } catch {
    return text;
  }
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}

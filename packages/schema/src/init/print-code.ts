/** A piece of TypeScript: words, a call, an object, a list. */
export type Code =
  | string
  | { readonly type: "call"; readonly callee: string; readonly args: readonly Code[] }
  | { readonly type: "object"; readonly entries: readonly Entry[]; readonly isTall?: boolean }
  | { readonly type: "list"; readonly items: readonly Code[] };

/** A key with its value, or a name that stands for both. */
export type Entry = readonly [key: string, value: Code] | readonly [name: string];

export const call = (callee: string, ...args: Code[]): Code => ({ type: "call", callee, args });
export const object = (entries: readonly Entry[], isTall = false): Code => ({
  type: "object",
  entries,
  isTall,
});

const width = 110;
const step = "  ";

/** Plain data as code. */
export function literal(value: unknown): Code {
  if (Array.isArray(value)) return { type: "list", items: value.map(literal) };
  if (typeof value === "object" && value !== null)
    return object(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
  return typeof value === "string" ? stringCode(value) : String(value);
}

/**
 * Writes code the way Biome and Prettier format it, at 110 columns.
 *
 * @param head - what stands before it on its first line, such as `export const a = `.
 * @param tail - what follows on its last line.
 */
export function printCode(code: Code, head: string, tail: string): string {
  return head + layout(code, "", head.length, tail.length) + tail;
}

/** @param column - where the code starts. @param after - columns that follow its last line. */
function layout(code: Code, indent: string, column: number, after: number): string {
  const oneLine = flat(code);
  if (oneLine !== undefined && column + oneLine.length + after <= width) return oneLine;
  if (typeof code === "string") return code;
  const deeper = indent + step;
  if (code.type === "object")
    return `{\n${code.entries.map((entry) => `${deeper}${entryText(entry, deeper)},\n`).join("")}${indent}}`;
  if (code.type === "list") {
    if (code.items.length > 1 && code.items.every(isNumber))
      return `[\n${filled(code.items as string[], deeper)}\n${indent}]`;
    return `[\n${code.items.map((item) => `${deeper}${layout(item, deeper, deeper.length, 1)},\n`).join("")}${indent}]`;
  }
  const hugged = hug(code, indent, column);
  if (hugged !== undefined) return hugged;
  const args = code.args.map((arg) => `${deeper}${layout(arg, deeper, deeper.length, 1)},\n`);
  return `${code.callee}(\n${args.join("")}${indent})`;
}

/** A call whose last argument alone is spread over lines. */
function hug(code: Extract<Code, { type: "call" }>, indent: string, column: number): string | undefined {
  const last = code.args.at(-1);
  const others = code.args.slice(0, -1);
  if (last === undefined || typeof last === "string" || last.type === "call" || isEmpty(last))
    return undefined;
  const before = others.at(-1);
  if (before !== undefined && typeof before !== "string" && before.type === last.type) return undefined;
  const flatOthers = others.map(flat);
  if (flatOthers.some((other) => other === undefined)) return undefined;
  const start = `${code.callee}(${flatOthers.map((other) => `${other}, `).join("")}`;
  if (column + start.length + 1 > width) return undefined;
  return `${start}${layout({ ...last, ...(last.type === "object" && { isTall: true }) } as Code, indent, width, 0)})`;
}

function entryText([key, value]: Entry, indent: string): string {
  if (value === undefined) return key;
  const head = `${keyText(key)}: `;
  const text = layout(value, indent, indent.length + head.length, 1);
  const isLongText =
    typeof value === "string" &&
    /^["']/.test(value) &&
    indent.length + head.length + value.length + 1 > width;
  // Such a text starts on a line of its own, unless its key is as short as the indent.
  return isLongText && key.length > step.length ? `${keyText(key)}:\n${indent}${step}${value}` : head + text;
}

/** `undefined` for what cannot stand on one line. */
function flat(code: Code): string | undefined {
  if (typeof code === "string") return code.includes("\n") ? undefined : code;
  if (code.type === "call") {
    const args = code.args.map(flat);
    return args.includes(undefined) ? undefined : `${code.callee}(${args.join(", ")})`;
  }
  if (code.type === "list") {
    const items = code.items.map(flat);
    if (items.includes(undefined) || isTable(code.items)) return undefined;
    return `[${items.join(", ")}]`;
  }
  if (code.isTall && code.entries.length > 0) return undefined;
  if (code.entries.length === 0) return "{}";
  const entries = code.entries.map(([key, value]) => {
    if (value === undefined) return key;
    const text = flat(value);
    return text === undefined ? undefined : `${keyText(key)}: ${text}`;
  });
  return entries.includes(undefined) ? undefined : `{ ${entries.join(", ")} }`;
}

/** More than one object, or more than one list, of more than one member each: one on a line. */
function isTable(items: readonly Code[]): boolean {
  const size = (item: Code, type: string) =>
    typeof item === "string" || item.type !== type
      ? 0
      : item.type === "object"
        ? item.entries.length
        : item.type === "list"
          ? item.items.length
          : 0;
  return items.length > 1 && ["object", "list"].some((type) => items.every((item) => size(item, type) > 1));
}

function isEmpty(code: Exclude<Code, string>): boolean {
  return (
    (code.type === "object" && code.entries.length === 0) || (code.type === "list" && code.items.length === 0)
  );
}

function isNumber(item: Code): boolean {
  return typeof item === "string" && /^-?\d/.test(item);
}

/** Numbers, as many as fit on a line. */
function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const item of items) {
    const next = line === indent ? `${line}${item},` : `${line} ${item},`;
    if (next.length > width) {
      lines.push(line);
      line = `${indent}${item},`;
    } else line = next;
  }
  return [...lines, line].join("\n");
}

function keyText(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringCode(key);
}

/** A text of several lines as people read it; any other in double quotes, or single ones where that needs no escapes. */
function stringCode(text: string): string {
  const lines = text.split("\n");
  if (lines.length > 2 && !/[^\P{Cc}\t\n]|[\u2028\u2029\ufeff]/u.test(text) && text.isWellFormed())
    return `\`${text.replaceAll(/[\\`]|\$\{/g, "\\$&")}\``;
  const double = JSON.stringify(text).replaceAll(
    /[\u2028\u2029\ufeff]|\p{Cc}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const count = (mark: string) => text.split(mark).length - 1;
  if (count('"') <= count("'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Where in the YAML that a template writes one of its lines stands. */
export interface YamlPlace {
  /** Kind of the object, where the template names it. */
  readonly kind: string | undefined;
  /** Keys from the object's root down, or from the root of a named template; `[]` for an item of a list. */
  readonly keys: readonly string[];
}

/** An action of a template, in a line. */
const action = /\{\{.*?\}\}/g;
const mark = "\ufffc";
const keyLine = /^(\s*)((?:- +)*)("[^"]*"|'[^']*'|[^\s:#'"-][^:#]*?)\s*:(?:\s+(.*))?$/;

/**
 * The place of what a line writes, told by the text around it. `undefined` where the line writes more than one thing,
 * or where that is unclear.
 *
 * @param line - from 1.
 */
export function placeOf(lines: readonly string[], line: number): YamlPlace | undefined {
  const text = lines[line - 1] ?? "";
  if (/\{\{-?\s*(?:if|else|with|range|define|block|end|\$\w*\s*:?=)/.test(text)) return undefined;
  const own = keyLine.exec(plain(text));
  const keys: string[] = [];
  let indent: number;
  if (own) {
    const [, spaces = "", dashes = "", key = "", rest = ""] = own;
    if (!/^["']?\ufffc["']?$/.test(rest.trim())) return undefined;
    keys.push(unquoted(key));
    indent = spaces.length + dashes.length;
    if (dashes !== "") {
      keys.unshift("[]");
      indent = spaces.length + 0.5;
    }
  } else {
    if (plain(text).trim() !== mark) return undefined;
    const [, columns] = /\bn?indent\s+(\d+)/.exec(text) ?? [];
    indent = columns === undefined ? text.length - text.trimStart().length : Number(columns);
  }
  let at = line - 2;
  for (; at >= 0 && indent > 0; at -= 1) {
    const above = lines[at] ?? "";
    if (isBorder(above)) break;
    const found = keyLine.exec(plain(above));
    if (!found) continue;
    const [, spaces = "", dashes = "", key = ""] = found;
    const column = spaces.length + dashes.length;
    if (column < indent) keys.unshift(unquoted(key));
    if (dashes !== "" && spaces.length + 0.5 < indent) {
      keys.unshift("[]");
      indent = spaces.length + 0.5;
    } else if (dashes !== "" && spaces.length === indent && keys.length === 0) {
      // More items of a list whose dashes stand below its key.
      indent = spaces.length + 0.5;
    } else if (column < indent) indent = column;
  }
  return { kind: indent === 0 ? kindAround(lines, line - 1) : undefined, keys };
}

function plain(line: string): string {
  return line.replace(action, mark).replace(/\s#.*$/, "");
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, "");
}

/** Where another object or another named template begins. */
function isBorder(line: string): boolean {
  return line.startsWith("---") || /\{\{-?\s*define\b/.test(line);
}

function kindAround(lines: readonly string[], from: number): string | undefined {
  const kindOf = (line = "") => /^kind:\s*["']?(\w+)/.exec(line)?.[1];
  for (let at = from; at >= 0 && !isBorder(lines[at] ?? ""); at -= 1) {
    const kind = kindOf(lines[at]);
    if (kind !== undefined) return kind;
  }
  for (let at = from; at < lines.length && !isBorder(lines[at] ?? ""); at += 1) {
    const kind = kindOf(lines[at]);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

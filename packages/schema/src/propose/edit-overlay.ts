import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { type PathSegments, unknownAlias, yamlWords } from "@chartmodel/json-schema";
import type { Document, Pair, YAMLMap } from "yaml";
import { byteOrderMark } from "../resolve/read-overlay.ts";
import { setIn } from "../resolve/set-layer.ts";
import { UsageError } from "../usage-error.ts";
import type { Edit } from "./wanted-edits.ts";

const require = createRequire(import.meta.url);

/** Long lines stay whole, and text that a reader of YAML 1.1 takes for something else, such as `yes`, is quoted. */
const style = { lineWidth: 0, compat: "yaml-1.1", logLevel: "error" } as const;

/** The line breaks that a text has: of Windows, if any is. */
const newLineOf = (text: string) => (text.includes("\r\n") ? "\r\n" : "\n");

/**
 * The text of an overlay with a value changed. Where that is one scalar, or a new key of a map, nothing else of the text
 * changes; otherwise comments and order stay, and the space between may not.
 *
 * @param text - YAML or JSON that is an overlay.
 * @param isJson - what comes is to be JSON.
 * @throws {UsageError} where the value cannot be changed by itself, since an alias repeats it.
 */
export function editOverlay(text: string, edit: Edit, isJson: boolean): string {
  if (text.startsWith(byteOrderMark)) return byteOrderMark + editOverlay(text.slice(1), edit, isJson);
  const { parse } = require("yaml") as typeof import("yaml");
  const wanted = setIn(parse(text, style) ?? {}, edit.path, edit.value);
  const isWanted = (result: string | undefined): result is string => {
    try {
      return result !== undefined && isDeepStrictEqual(parse(result, style), wanted);
    } catch {
      return false;
    }
  };
  const spliced = splice(text, edit, isJson);
  if (isWanted(spliced)) return spliced;
  const newLine = newLineOf(text);
  if (isJson)
    return `${JSON.stringify(wanted, null, /^[ \t]+/m.exec(text)?.[0] ?? 2)}\n`.replaceAll("\n", newLine);
  const rewritten = rewrite(text, edit)?.replaceAll("\n", newLine);
  if (isWanted(rewritten)) return rewritten;
  throw new UsageError(
    "the overlay repeats this value by an alias, so it cannot be changed alone: change the file by hand",
  );
}

/** Changes the characters of a scalar, or adds the lines of a key; `undefined` for every other change. */
function splice(text: string, { path, value }: Edit, isJson: boolean): string | undefined {
  const { isMap, isScalar, parseDocument, stringify } = require("yaml") as typeof import("yaml");
  const document = parseDocument(text, style);
  if (!isMap(document.contents)) return undefined;
  let map: YAMLMap = document.contents;
  let depth = 0;
  for (; depth < path.length - 1; depth++) {
    const inner = pairOf(map, path[depth])?.value;
    if (!isMap(inner)) break;
    map = inner;
  }
  const rest = path.slice(depth);
  const [key] = rest;
  const pair = pairOf(map, key);
  if (pair) {
    const { value: old } = pair;
    if (rest.length > 1 || typeof value === "object" || !isScalar(old) || !old.range) return undefined;
    const isPlain = old.type === "PLAIN" && !old.source?.includes("\n") && !isJson && !map.flow;
    if (!isPlain && old.type?.startsWith("BLOCK")) return undefined;
    const written = isPlain ? stringify(value, style).trimEnd() : JSON.stringify(value);
    const [start, end] = old.range;
    return written.includes("\n") ? undefined : text.slice(0, start) + written + text.slice(end);
  }
  const last = map.items.at(-1);
  const first = map.range?.[0];
  if (map.flow || !last || first === undefined) return undefined;
  const indent = first - (text.lastIndexOf("\n", first - 1) + 1);
  const end = endOf(last);
  if (end === undefined) return undefined;
  const lineEnd = text.indexOf("\n", end - 1);
  const [head, tail] = lineEnd === -1 ? [text, ""] : [text.slice(0, lineEnd), text.slice(lineEnd + 1)];
  const lines = stringify(setIn({}, rest, value), style);
  const newLine = newLineOf(text);
  const added = lines
    .trimEnd()
    .split("\n")
    .map((line) => " ".repeat(indent) + line)
    .join(newLine);
  return `${head.replace(/\r$/, "")}${newLine}${added}${newLine}${tail}`;
}

/** Where the value of a pair ends, without what follows it. */
function endOf({ key, value }: Pair): number | undefined {
  const { isCollection, isNode, isPair } = require("yaml") as typeof import("yaml");
  if (isCollection(value) && !value.flow) {
    const last = value.items.at(-1);
    return isPair(last) ? endOf(last) : endOf({ key: last, value: null } as Pair);
  }
  return [value, key].filter(isNode).find(({ range }) => range)?.range?.[1];
}

/** Changes the document and writes all of it again; `undefined` where an alias repeats what would be gone. */
function rewrite(text: string, { path, value }: Edit): string | undefined {
  const { isAlias, isMap, isNode, parseDocument } = require("yaml") as typeof import("yaml");
  const document = parseDocument(text, style) as Document;
  document.contents ??= document.createNode({});
  let map = document.contents as YAMLMap;
  for (const step of path.slice(0, -1)) {
    const pair = pairOf(map, step);
    const inner = isAlias(pair?.value) ? document.createNode(pair.value.toJS(document)) : pair?.value;
    const next = (isMap(inner) ? inner : document.createNode({})) as YAMLMap;
    if (pair) pair.value = next;
    else map.add(document.createPair(step, next));
    map = next;
  }
  const key = path.at(-1);
  const pair = pairOf(map, key);
  const node = document.createNode(value);
  if (isNode(pair?.value) && pair.value.comment) node.comment = pair.value.comment;
  if (pair) pair.value = node;
  else map.add(document.createPair(key, node));
  // An empty map is written with brackets, and what comes into it need not be.
  if (map.items.length === 1) map.flow = false;
  try {
    return document.toString(style);
  } catch (error) {
    if (yamlWords(error) === unknownAlias) return undefined;
    throw error;
  }
}

/** The pair of a key, which YAML may have as a number. */
function pairOf({ items }: YAMLMap, key: PathSegments[number] | undefined): Pair | undefined {
  const { isScalar } = require("yaml") as typeof import("yaml");
  return items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

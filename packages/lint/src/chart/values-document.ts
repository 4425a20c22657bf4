import { isRecord, yamlOfKubernetes, yamlWords } from "@chartmodel/json-schema";
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from "yaml";
import { ChartError } from "./chart-error.ts";
import { refuseCycle } from "./refuse-cycle.ts";

/** A value of a values file that holds no other named one: a scalar, a list, an empty map. */
export interface ValueLeaf {
  readonly path: readonly string[];
  /** Where its key stands. */
  readonly line: number;
  /** The lines of the keys above it and its own. */
  readonly lines: readonly number[];
  readonly value: unknown;
  /** True where the value, or a map that it is in, has an anchor that an alias elsewhere repeats. */
  readonly isRepeated: boolean;
}

/** A values file as data, with the lines of what stands in it. */
export interface ValuesDocument {
  readonly values: Readonly<Record<string, unknown>>;
  readonly leaves: readonly ValueLeaf[];
  /** Every plain scalar as it is written, keys among them. */
  readonly scalars: readonly {
    readonly text: string;
    readonly value: unknown;
    readonly line: number;
    readonly path: readonly string[];
    readonly isKey: boolean;
  }[];
  /** Keys that stand twice in one map, each with the line where it stood before. */
  readonly repeated: readonly {
    readonly path: readonly string[];
    readonly line: number;
    readonly first: number;
  }[];
  readonly lines: readonly string[];
}

/**
 * Reads a values file as Helm does, in YAML 1.1.
 *
 * @param shownAs - the file, for messages.
 * @throws {ChartError} with line and column for what is no YAML, or no map.
 */
export function readValuesDocument(text: string, shownAs: string): ValuesDocument {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    ...yamlOfKubernetes,
    lineCounter: counter,
    prettyErrors: false,
    merge: true,
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = counter.linePos(error.pos[0]);
    throw new ChartError(`${shownAs}:${line}:${col}: no YAML: ${yamlWords(error)}`);
  }
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 1000 }) ?? {};
  } catch (failure) {
    throw new ChartError(`${shownAs}: cannot be read: ${yamlWords(failure)}`);
  }
  refuseCycle(values, shownAs);
  if (!isRecord(values))
    throw new ChartError(
      `${shownAs}:1: values are a map, but this is ${Array.isArray(values) ? "a list" : "a scalar"}`,
    );
  const aliased = new Set<string>();
  visit(document, { Alias: (_key, alias) => void aliased.add(alias.source) });
  const lineOf = (node: { range?: readonly number[] | null | undefined }) =>
    counter.linePos(node.range?.[0] ?? 0).line;
  const leaves: ValueLeaf[] = [];
  const scalars: ValuesDocument["scalars"][number][] = [];

  const repeated: ValuesDocument["repeated"][number][] = [];
  const noteRepeated = (node: unknown, path: readonly string[]) => {
    if (!isMap(node)) return;
    const lines = new Map<string, number>();
    for (const { key } of node.items) {
      if (!isScalar(key) || key.value === "<<") continue;
      const [name, line] = [String(key.value), lineOf(key)];
      const first = lines.get(name);
      if (first !== undefined) repeated.push({ path: [...path, name], line, first });
      lines.set(name, line);
    }
  };
  const noteScalar = (node: unknown, path: readonly string[], isKey: boolean) => {
    if (isScalar(node) && node.type === "PLAIN" && node.source !== undefined)
      scalars.push({ text: node.source, value: node.value, line: lineOf(node), path, isKey });
  };
  const hasRepeatedAnchor = (node: unknown) =>
    isCollection(node) || isScalar(node) ? node.anchor !== undefined && aliased.has(node.anchor) : false;
  const walkPair = (
    pair: Pair,
    path: readonly string[],
    lines: readonly number[],
    isRepeated: boolean,
  ): void => {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    if (key === "<<") return;
    const own = [...path, key];
    noteScalar(pair.key, own, true);
    const line = lineOf(pair.key as Node);
    const below = isRepeated || hasRepeatedAnchor(pair.value);
    walk(pair.value, own, [...lines, line], below);
  };
  const walk = (
    node: unknown,
    path: readonly string[],
    lines: readonly number[],
    isRepeated: boolean,
  ): void => {
    noteRepeated(node, path);
    if (isMap(node) && node.items.length > 0) {
      for (const pair of node.items) if (isPair(pair)) walkPair(pair, path, lines, isRepeated);
      return;
    }
    noteScalar(node, path, false);
    if (isCollection(node)) for (const item of node.items) noteInside(item, path);
    const value = isAlias(node)
      ? node.resolve(document)?.toJS(document)
      : isCollection(node)
        ? node.toJS(document)
        : isScalar(node)
          ? node.value
          : undefined;
    if (path.length > 0) leaves.push({ path, line: lines.at(-1) ?? 1, lines, value, isRepeated });
  };
  const noteInside = (node: unknown, path: readonly string[]): void => {
    noteRepeated(node, path);
    if (isPair(node)) {
      noteScalar(node.key, path, true);
      noteInside(node.value, path);
    } else if (isCollection(node)) for (const item of node.items) noteInside(item, path);
    else noteScalar(node, path, false);
  };
  walk(document.contents, [], [], false);
  return { values, leaves, scalars, repeated, lines: text.split(/\r?\n/) };
}

import {
  describeSchema,
  formatPath,
  isRecord,
  type JsonSchema,
  keysOf,
  type PathSegments,
  parsePath,
  partsOf,
  schemasAt,
  showValue,
  visibleValue,
} from "@chartmodel/json-schema";
import { UsageError, unknownName } from "../usage-error.ts";
import type { Layer } from "./layer.ts";

/**
 * Makes a layer of `path=value` texts. The model says what a value is: `3` is a number where an integer stands and
 * text where a string stands; lists and objects are written as JSON.
 *
 * @throws {UsageError} for a path that the model does not have, with the nearest key, and for a value of another type, with an example.
 */
export function setLayer(assignments: readonly string[], root: JsonSchema): Layer {
  let values: unknown = {};
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    // What stands in place of a path may be a value that nobody should see.
    if (equals === -1) throw new UsageError("--set takes path=value, but there is no = in what it was given");
    if (equals === 0) throw new UsageError("--set takes path=value, but there is no path before the =");
    const path = readPath(assignment.slice(0, equals), "--set ");
    const value = readValue(assignment.slice(equals + 1), fieldAt(path, root), root, formatPath(path));
    values = setIn(values, path, value);
  }
  return { kind: "set", name: "--set", values };
}

/** How many steps a path may have. */
const deepest = 100;

/**
 * The steps of a path to a value that is to be set.
 *
 * @param option - what stands before the path in a message.
 * @throws {UsageError} for what is no path, and for one that no value can have.
 */
export function readPath(text: string, option = ""): PathSegments {
  try {
    const path = parsePath(text);
    if (path.includes("__proto__")) throw new SyntaxError("no value can have the key __proto__");
    if (path.length > deepest) throw new SyntaxError(`a path has at most ${deepest} steps`);
    return path;
  } catch (error) {
    throw new UsageError(`${option}${text}: ${(error as Error).message}`);
  }
}

/**
 * The schema of the field at a path.
 *
 * @throws {UsageError} for a path that the model does not have, with the nearest key.
 */
export function fieldAt(path: PathSegments, root: JsonSchema): JsonSchema {
  const [field] = schemasAt(root, path);
  if (field) return field;
  const known = path.findLastIndex((_, length) => schemasAt(root, path.slice(0, length)).length > 0);
  const parent = path.slice(0, known);
  const above = schemasAt(root, parent);
  const holdsNothing = above.every(({ type }) => type !== undefined && ![type].flat().some(isOfParts));
  if (holdsNothing)
    throw new UsageError(
      `there is no ${formatPath(path.slice(0, known + 1))}: ${formatPath(parent)} is ${describeSchema(above[0] as JsonSchema, root)}`,
    );
  throw unknownName(
    known === 0 ? "path" : `key of ${formatPath(parent)}`,
    String(path[known]),
    keysOf(above),
  );
}

const isOfParts = (type: string): boolean => type === "object" || type === "array";

function readValue(text: string, schema: JsonSchema, root: JsonSchema, path: string): unknown {
  const value = valueAs(text, schema, root);
  if (value !== undefined) return value;
  throw new UsageError(
    `--set ${path}: expected ${describeSchema(schema, root)}, but got ${showValue(text, { root, schema })}; for example --set ${path}=${exampleOf(schema, root)}`,
  );
}

/** A text as the value that a schema takes there; `undefined` where it is none of the schema's types. */
export function valueAs(text: string, schema: JsonSchema, root: JsonSchema): unknown {
  const types = partsOf(schema, root).flatMap(({ type, enum: members, const: only }) =>
    type === undefined ? typesOf(members ?? [only]) : [type].flat(),
  );
  const takesText = types.includes("string");
  if (takesText && types.every((type) => type === "string")) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && (types.length === 0 || types.some((name) => isOfType(value, name)))) return value;
  } catch {
    if (takesText) return text;
  }
  return undefined;
}

function typesOf(members: readonly unknown[]): string[] {
  return members.filter((member) => member !== undefined).map((member) => typeof member);
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type && !Array.isArray(value);
}

/** A value that fits, as one would write it in a shell. */
function exampleOf(schema: JsonSchema, root: JsonSchema): string {
  const parts = partsOf(schema, root);
  const first = (keyword: "examples" | "enum") => parts.find((part) => part[keyword])?.[keyword]?.[0];
  const example =
    first("examples") ??
    (schema.default === undefined ? undefined : visibleValue(schema.default, { root, schema })) ??
    first("enum") ??
    parts.find(({ minimum }) => minimum !== undefined)?.minimum ??
    byType[String(parts.find(({ type }) => type)?.type)];
  return typeof example === "object" ? `'${JSON.stringify(example)}'` : String(example ?? "...");
}

const byType: Record<string, unknown> = {
  integer: 1,
  number: 1,
  boolean: true,
  array: [],
  object: {},
  string: "text",
};

/**
 * A value with another at a path; the one that is given stays as it is.
 *
 * @throws {UsageError} for an item of a list that would leave a gap before it.
 */
export function setIn(node: unknown, path: PathSegments, value: unknown, above: PathSegments = []): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inside = [...above, step];
  if (typeof step === "number") {
    const list = Array.isArray(node) ? [...node] : [];
    // A list with gaps would be filled with null, which no value may be.
    if (step > list.length)
      throw new UsageError(
        `${formatPath(inside)}: a list starts at [0] and has no gaps: the next one is ${formatPath([...above, list.length])}`,
      );
    list[step] = setIn(list[step], rest, value, inside);
    return list;
  }
  const record = isRecord(node) ? node : {};
  return { ...record, [step]: setIn(record[step], rest, value, inside) };
}

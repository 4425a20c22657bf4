import { dereference, describeSchema, formatPath, type JsonSchema, parsePath } from "@chartmodel/json-schema";
import { UsageError, unknownName } from "../usage-error.ts";
import type { Layer } from "./layer.ts";

/**
 * Makes a layer of `path=value` texts. The model says what a value is: `3` is a number where an integer stands and
 * text where a string stands; lists and objects are written as JSON.
 *
 * @throws {UsageError} for a path that the model does not have, with the nearest key, and for a value of another type, with an example.
 */
export function setLayer(assignments: readonly string[], root: JsonSchema): Layer {
  let values: Record<string, unknown> = {};
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    if (equals < 1) throw new UsageError(`--set takes path=value, but got ${JSON.stringify(assignment)}`);
    const path = readPath(assignment.slice(0, equals));
    const value = readValue(assignment.slice(equals + 1), fieldAt(path, root), root, formatPath(path));
    values = setIn(values, path, value) as Record<string, unknown>;
  }
  return { kind: "set", name: "--set", values };
}

function readPath(text: string): (string | number)[] {
  try {
    return parsePath(text);
  } catch (error) {
    throw new UsageError(`--set ${text}: ${(error as Error).message}`);
  }
}

/**
 * The schema of the field at a path.
 *
 * @throws {UsageError} for a path that the model does not have, with the nearest key.
 */
export function fieldAt(path: readonly (string | number)[], root: JsonSchema): JsonSchema {
  let schema = root;
  for (const [index, step] of path.entries()) {
    const target = dereference(schema, root);
    const next =
      typeof step === "number"
        ? target.items
        : (ownProperty(target.properties, step) ?? target.additionalProperties);
    if (typeof next !== "object" || Array.isArray(next)) {
      const parent = formatPath(path.slice(0, index));
      throw unknownName(
        parent === "" ? "path" : `key of ${parent}`,
        String(step),
        Object.keys(target.properties ?? {}),
      );
    }
    schema = next as JsonSchema;
  }
  return schema;
}

function ownProperty<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

function readValue(text: string, schema: JsonSchema, root: JsonSchema, path: string): unknown {
  const { type, enum: members } = dereference(schema, root);
  const types = [type ?? typeof members?.[0]].flat();
  if (types.includes("string") && types.length === 1) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && types.some((name) => isOfType(value, name as string))) return value;
  } catch {
    if (types.includes("string")) return text;
  }
  throw new UsageError(
    `--set ${path}: expected ${describeSchema(schema, root)}, but got ${schema["x-secret"] ? "another" : JSON.stringify(text)}; for example --set ${path}=${exampleOf(schema, root)}`,
  );
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type && !Array.isArray(value);
}

/** A value that fits, as one would write it in a shell. */
function exampleOf(schema: JsonSchema, root: JsonSchema): string {
  const target = dereference(schema, root);
  const example =
    schema.examples?.[0] ??
    schema.default ??
    target.enum?.[0] ??
    target.minimum ??
    byType[String(target.type)];
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

function setIn(node: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list = Array.isArray(node) ? [...node] : [];
    list[step] = setIn(list[step], rest, value);
    return list;
  }
  const record = (node ?? {}) as Record<string, unknown>;
  return { ...record, [step]: setIn(record[step], rest, value) };
}

import { isRecord } from "./json.ts";
import type { JsonSchema } from "./json-schema.ts";
import { ELEMENT, type SchemaPath, type SchemaStep } from "./path.ts";
import { subschemas } from "./subschemas.ts";

/**
 * A schema and all that it is put together from, references followed: what every branch says of one and the same value.
 *
 * @param root - the whole schema, for its definitions.
 */
export function partsOf(schema: JsonSchema, root: JsonSchema, seen = new Set<JsonSchema>()): JsonSchema[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const parts = [schema];
  for (const { role, schema: inner } of subschemas(schema))
    if (role === "part") parts.push(...partsOf(inner, root, seen));
  const referred = follow(schema, root);
  if (referred) parts.push(...partsOf(referred, root, seen));
  return parts;
}

/** What the parts of a schema say of the child at one step; empty where they say nothing of it. */
export function childrenOf(parts: readonly JsonSchema[], step: SchemaStep): JsonSchema[] {
  return parts.flatMap((part) => {
    if (step === ELEMENT)
      return [...subschemas(part)].filter(({ role }) => role === "child").map(({ schema }) => schema);
    return (typeof step === "number" ? itemAt(part, step) : schemasUnder(part, step)).filter(isRecord);
  });
}

/** All parts of what a schema says of the value at a path; empty where it says nothing of it. */
export function schemasAt(root: JsonSchema, path: SchemaPath): JsonSchema[] {
  return path.reduce(
    (parts, step) => childrenOf(parts, step).flatMap((child) => partsOf(child, root)),
    partsOf(root, root),
  );
}

/** The keys that the parts of a schema name. */
export function keysOf(parts: readonly JsonSchema[]): string[] {
  return [
    ...new Set(parts.flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []))),
  ];
}

/** True if some value that the schema allows has something at this path. */
export function allowsPath(schema: JsonSchema, [step, ...rest]: SchemaPath, root: JsonSchema): boolean {
  if (step === undefined) return true;
  const children = childrenOf(partsOf(schema, root), step);
  if (children.length > 0) return children.some((child) => allowsPath(child, rest, root));
  return !isClosed(schema, step, root);
}

function itemAt({ items, prefixItems, additionalItems }: JsonSchema, index: number): unknown[] {
  const tuple = prefixItems ?? (Array.isArray(items) ? (items as readonly JsonSchema[]) : undefined);
  const others = Array.isArray(items) ? additionalItems : items;
  return [tuple?.[index] ?? others];
}

/** All that one schema says of what is under a key; booleans are schemas, and `undefined` is said of what is left open. */
export function schemasUnder(
  { properties, patternProperties = {}, additionalProperties }: JsonSchema,
  key: string,
): (JsonSchema | boolean | undefined)[] {
  const matching = Object.entries(patternProperties).filter(([pattern]) => matchesPattern(pattern, key));
  const named = properties && Object.hasOwn(properties, key) ? [properties[key]] : [];
  const found = [...named, ...matching.map(([, schema]) => schema)];
  return found.length > 0 ? found : [additionalProperties];
}

const patterns = new Map<string, RegExp | undefined>();

/** A pattern that this machine's engine cannot read may match anything. */
export function matchesPattern(pattern: string, key: string): boolean {
  if (!patterns.has(pattern)) patterns.set(pattern, compile(pattern));
  return patterns.get(pattern)?.test(key) ?? true;
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** The schema that a `$ref` names: a JSON Pointer into the whole, or a definition under the name that ajv has for it. */
function follow({ $ref }: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  if (typeof $ref !== "string") return undefined;
  if ($ref.startsWith("kubernetes:")) return root.definitions?.[$ref.slice("kubernetes:".length)];
  if ($ref === "#") return root;
  if (!$ref.startsWith("#/")) return undefined;
  const keys = $ref
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const found = keys.reduce<unknown>(
    (node, key) => (isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined),
    root,
  );
  return isRecord(found) ? found : undefined;
}

/** @param known - what is told of schemas so far; one that refers to itself closes nothing by that. */
function isClosed(
  schema: JsonSchema,
  step: SchemaStep,
  root: JsonSchema,
  known = new Map<JsonSchema, boolean>(),
): boolean {
  const told = known.get(schema);
  if (told !== undefined) return told;
  known.set(schema, false);
  const { type, additionalProperties, allOf = [], anyOf, oneOf } = schema;
  const holders = step === ELEMENT ? ["object", "array"] : [typeof step === "number" ? "array" : "object"];
  const closed = (part: unknown) => isRecord(part) && isClosed(part, step, root, known);
  const isClosedHere =
    (type !== undefined && ![type].flat().some((name) => holders.includes(String(name)))) ||
    (additionalProperties === false && typeof step !== "number") ||
    [follow(schema, root), ...allOf].some(closed) ||
    [anyOf, oneOf].some((branches) => Array.isArray(branches) && branches.every(closed));
  known.set(schema, isClosedHere);
  return isClosedHere;
}

import type { JsonSchema } from "@chartmodel/json-schema";
import { definitionsFor, definitions as kubernetes } from "@chartmodel/kubernetes";
import type { TSchema } from "typebox";

/** How a keyword holds schemas of its own; a keyword that is not here holds plain data. */
const nested: Record<string, "schema" | "list" | "map"> = {
  properties: "map",
  patternProperties: "map",
  dependencies: "map",
  additionalProperties: "schema",
  additionalItems: "schema",
  propertyNames: "schema",
  contains: "schema",
  items: "schema",
  not: "schema",
  if: "schema",
  then: "schema",
  else: "schema",
  allOf: "list",
  anyOf: "list",
  oneOf: "list",
};

/** Options of this package that draft-07 lacks, and the extension keyword that carries each. */
const renamed: Record<string, string> = { unit: "x-unit", secret: "x-secret" };

/** The pattern by which TypeBox writes `Record(String(), ...)`: any key. */
const anyKey = "^.*$";

/**
 * Turns a TypeBox model into a self-contained draft-07 schema: every object closed, unions of literals as `enum`,
 * nothing beside a `$ref`, and the Kubernetes definitions that are used bundled under `definitions`.
 */
export function emitSchema(model: TSchema): JsonSchema {
  const body = emit(model) as JsonSchema;
  const schema: JsonSchema = { $schema: "http://json-schema.org/draft-07/schema#", ...body };
  const names = referencedNames(body).filter((name) => Object.hasOwn(kubernetes, name));
  let definitions: Record<string, JsonSchema> | undefined;
  // Found when they are asked for: most commands never are.
  const get = () => {
    definitions ??= definitionsFor(names);
    return definitions;
  };
  return names.length > 0 ? Object.defineProperty(schema, "definitions", { get, enumerable: true }) : schema;
}

function emit(node: unknown): unknown {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map(emit);
  const schema: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(node)) {
    schema[renamed[keyword] ?? keyword] = emitKeyword(keyword, value);
  }
  for (const marker of ["~refine", "~codec"]) if (marker in node) schema[marker] = true;
  return finish(schema);
}

function emitKeyword(keyword: string, value: unknown): unknown {
  const kind = nested[keyword];
  if (kind === undefined || typeof value !== "object" || value === null) return value;
  if (kind === "map") return Object.fromEntries(Object.entries(value).map(([key, sub]) => [key, emit(sub)]));
  return emit(value);
}

function finish(schema: Record<string, unknown>): Record<string, unknown> {
  const refKept = separateRef(schema);
  const flat = literalsAsEnum(refKept);
  if (flat["type"] !== "object") return flat;
  const { patternProperties, ...rest } = flat as { patternProperties?: Record<string, unknown> };
  const anyValue = patternProperties?.[anyKey];
  if (patternProperties && anyValue !== undefined && Object.keys(patternProperties).length === 1) {
    return { ...rest, additionalProperties: anyValue };
  }
  return { ...flat, additionalProperties: flat["additionalProperties"] ?? false };
}

/** Draft-07 ignores what stands beside a `$ref`: an `allOf` around the reference keeps both. */
function separateRef(schema: Record<string, unknown>): Record<string, unknown> {
  const { $ref, ...rest } = schema;
  return $ref === undefined || Object.keys(rest).length === 0 ? schema : { ...rest, allOf: [{ $ref }] };
}

function literalsAsEnum(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, ...rest } = schema as { anyOf?: { const?: unknown }[] };
  if (!anyOf?.every((branch) => branch.const !== undefined)) return withEnumType(schema);
  return withEnumType({ ...rest, enum: anyOf.map((branch) => branch.const) });
}

/** An editor completes an enum better when its type is known. */
function withEnumType(schema: Record<string, unknown>): Record<string, unknown> {
  const members = schema["enum"] as unknown[] | undefined;
  if (members === undefined || schema["type"] !== undefined) return schema;
  const types = new Set(members.map((member) => typeof member));
  const [type] = types;
  return types.size === 1 && type !== "object" ? { type, ...schema } : schema;
}

function referencedNames(schema: JsonSchema): string[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword === "$ref") return [String(value).replace("#/definitions/", "")];
    const kind = nested[keyword];
    if (kind === undefined || typeof value !== "object" || value === null) return [];
    const children = kind === "map" || Array.isArray(value) ? Object.values(value) : [value];
    return children.flatMap(referencedNames);
  });
}

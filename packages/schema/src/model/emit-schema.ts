import { type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";
import { definitionNames, definitionsFor, isDefinition } from "@chartmodel/kubernetes";
import type { TSchema } from "typebox";
import { freeFormDefinition, freeFormName } from "./types/free-form.ts";
import { subchartValueDefinition, subchartValueName } from "./types/subchart-value-definition.ts";

/** Definitions of this package, beside those of Kubernetes. */
const ownDefinitions: Readonly<Record<string, JsonSchema>> = {
  [freeFormName]: freeFormDefinition,
  [subchartValueName]: subchartValueDefinition,
};

/** Options of this package that draft-07 lacks, and the extension keyword that carries each. */
const renamed: Record<string, string> = {
  unit: "x-unit",
  secret: "x-secret",
  message: "x-message",
};
const options = Object.keys(renamed);

/** The pattern by which TypeBox writes `Record(String(), ...)`: any key. */
const anyKey = "^.*$";

/**
 * Turns a TypeBox model into a self-contained draft-07 schema: every object closed, unions of literals as `enum`,
 * nothing beside a `$ref`, and the definitions that are used bundled under `definitions`.
 */
export function emitSchema(model: TSchema): JsonSchema {
  const references = new Set<string>();
  const body = emit(model as JsonSchema, references);
  const schema: JsonSchema = { $schema: "http://json-schema.org/draft-07/schema#", ...body };
  const names = [...references].filter(isDefined);
  let definitions: Record<string, JsonSchema> | undefined;
  // Found when they are asked for: most commands never are.
  const get = () => {
    // What is kept of a schema is found without them, so they stay what they are.
    definitions ??= frozen({
      ...Object.fromEntries(Object.entries(ownDefinitions).filter(([name]) => names.includes(name))),
      ...definitionsFor(names.filter((name) => !Object.hasOwn(ownDefinitions, name))),
    });
    return definitions;
  };
  return names.length > 0 ? Object.defineProperty(schema, "definitions", { get, enumerable: true }) : schema;
}

function frozen<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value))
    if (typeof inner === "object" && inner !== null && !Object.isFrozen(inner)) frozen(inner);
  return Object.freeze(value);
}

const ofBuilders: ReadonlySet<string> = new Set(Object.values(definitionNames));

function isDefined(name: string): boolean {
  return Object.hasOwn(ownDefinitions, name) || ofBuilders.has(name) || isDefinition(name);
}

/** @param references - gets the name of each definition that is referred to. */
function emit(model: JsonSchema, references: Set<string>): JsonSchema {
  if (typeof model.$ref === "string") references.add(model.$ref.replace("#/definitions/", ""));
  const schema = withExtensions(mapSubschemas(model, (inner) => emit(inner, references)));
  const { pattern } = schema;
  if (pattern instanceof RegExp) schema["pattern"] = pattern.source;
  for (const marker of ["~refine", "~codec"]) if (marker in model) schema[marker] = true;
  return finish(schema);
}

function withExtensions(mapped: JsonSchema): Record<string, unknown> {
  // Most have none, and need no copy.
  if (!options.some((option) => option in mapped)) return mapped as Record<string, unknown>;
  const entries = Object.entries(mapped).map(([keyword, value]) => [renamed[keyword] ?? keyword, value]);
  return Object.fromEntries(entries);
}

function finish(schema: Record<string, unknown>): JsonSchema {
  const flat = literalsAsEnum(separateRef(schema));
  if (flat["type"] !== "object") return flat;
  const { patternProperties } = flat as JsonSchema;
  const anyValue = patternProperties?.[anyKey];
  if (patternProperties && anyValue !== undefined && Object.keys(patternProperties).length === 1) {
    const { patternProperties: _, ...rest } = flat;
    return { ...rest, additionalProperties: anyValue };
  }
  flat["additionalProperties"] ??= false;
  return flat;
}

/** Draft-07 ignores what stands beside a `$ref`: an `allOf` around the reference keeps both. */
function separateRef(schema: Record<string, unknown>): Record<string, unknown> {
  if (schema["$ref"] === undefined) return schema;
  const { $ref, ...rest } = schema;
  return Object.keys(rest).length === 0 ? schema : { ...rest, allOf: [{ $ref }] };
}

function literalsAsEnum(schema: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(schema["anyOf"])) return withEnumType(schema);
  const { anyOf, ...rest } = schema as { anyOf: JsonSchema[] };
  const isOfLiterals = anyOf.every((branch) => branch?.const !== undefined);
  return withEnumType(isOfLiterals ? { ...rest, enum: anyOf.map((branch) => branch.const) } : schema);
}

/** An editor completes an enum better when its type is known. */
function withEnumType(schema: Record<string, unknown>): Record<string, unknown> {
  const members: unknown = schema["enum"];
  if (!Array.isArray(members) || schema["type"] !== undefined) return schema;
  const types = new Set(members.map((member) => typeof member));
  const [type] = types;
  return types.size === 1 && type !== "object" ? { type, ...schema } : schema;
}

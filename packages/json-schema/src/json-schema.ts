import type { Json } from "./json.ts";

/**
 * The part of JSON Schema draft-07 that a model may be: what Helm 3, Helm 4 and ajv read alike.
 *
 * @see https://json-schema.org/draft-07/json-schema-validation
 */
export interface JsonSchema {
  $schema?: string;
  $ref?: string;
  title?: string;
  description?: string;
  default?: Json;
  examples?: readonly Json[];
  /** What a number counts: `pods`, `seconds`, `MiB`. */
  "x-unit"?: string;
  /** What a person is told when the value is wrong. */
  "x-message"?: string;
  /** The value is never shown in a message or an explanation. */
  "x-secret"?: boolean;
  type?: JsonSchemaType | readonly JsonSchemaType[];
  enum?: readonly Json[];
  const?: Json;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  items?: JsonSchema | readonly JsonSchema[];
  prefixItems?: readonly JsonSchema[];
  additionalItems?: JsonSchema | boolean;
  contains?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  propertyNames?: JsonSchema;
  minProperties?: number;
  maxProperties?: number;
  required?: readonly string[];
  dependencies?: Record<string, JsonSchema | readonly string[]>;
  allOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  definitions?: Record<string, JsonSchema>;
}

/** The types of JSON but for `null`, which no chart value may be. */
export type JsonSchemaType = "string" | "number" | "integer" | "boolean" | "object" | "array";

/**
 * The name of the definition that a schema is, by `$ref` or by an `allOf` of one `$ref`. In the schemas that ajv
 * reports, the definitions that models share have names of their own: see `compileCheck`.
 */
export function referenceOf({ $ref, allOf }: JsonSchema): string | undefined {
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0]?.$ref : undefined);
  return reference?.replace(/^(?:#\/definitions\/|kubernetes:)/, "");
}

/** True for a schema that is a definition: a Kubernetes object. */
export function isReference(schema: JsonSchema): boolean {
  return referenceOf(schema) !== undefined;
}

/** The definition that a schema refers to, else the schema itself. */
export function dereference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = referenceOf(schema);
  return name === undefined ? schema : (root.definitions?.[name] ?? schema);
}

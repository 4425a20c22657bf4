import { type JsonSchema, subschemas } from "@chartmodel/json-schema";

/** Whether a schema itself says what a secret is, for instance by a default that comes from the environment. */
export function holdsSecret(schema: JsonSchema, isBelowSecret = false): boolean {
  const isSecret = isBelowSecret || schema["x-secret"] === true;
  const values = [schema.default, schema.const, ...(schema.enum ?? []), ...(schema.examples ?? [])];
  if (isSecret && values.some((value) => value !== undefined && value !== "")) return true;
  const inner = [...subschemas(schema)].map((subschema) => subschema.schema);
  // A value above may hold the one below.
  if (values.some((value) => typeof value === "object") && inner.some(marksSecret)) return true;
  return inner.some((subschema) => holdsSecret(subschema, isSecret));
}

function marksSecret(schema: JsonSchema): boolean {
  return schema["x-secret"] === true || [...subschemas(schema)].some((inner) => marksSecret(inner.schema));
}

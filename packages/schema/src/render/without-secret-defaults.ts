import { isDeepStrictEqual } from "node:util";
import { type JsonSchema, mapSubschemas, visibleValue } from "@chartmodel/json-schema";

/** The schema without the defaults that hold a secret: they may come from a variable, and the schema is a file. */
export function withoutSecretDefaults(root: JsonSchema): JsonSchema {
  const strip = (schema: JsonSchema): JsonSchema => {
    const mapped = mapSubschemas(schema, strip);
    const { default: value, ...rest } = mapped;
    if (value === undefined || value === "") return mapped;
    return isDeepStrictEqual(visibleValue(value, { root, schema }), value) ? mapped : rest;
  };
  return strip(root);
}

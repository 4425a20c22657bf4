import type { JsonSchema } from "./json-schema.ts";
import type { PathSegments } from "./path.ts";

/** One field of a model. */
export interface Field {
  readonly path: PathSegments;
  readonly schema: JsonSchema;
}

/** The fields of a schema as tables show them: objects with keys of their own are opened, everything else is one field. */
export function* fieldsOf(schema: JsonSchema, path: PathSegments = []): Generator<Field> {
  if (!schema.properties) yield { path, schema };
  else for (const [key, child] of Object.entries(schema.properties)) yield* fieldsOf(child, [...path, key]);
}

import { dereference, isRecord, type JsonSchema } from "@chartmodel/json-schema";

/** What stands in place of a secret. */
export const hidden = "(hidden)";

/** The value at a path as it may be shown: without what the schema, in any of its branches, marks as secret. */
export function hideSecrets(root: JsonSchema, path: readonly (string | number)[], value: unknown): unknown {
  let schemas = branches(root, root);
  for (const step of path) {
    if (schemas.some(isSecret)) return hidden;
    schemas = below(schemas, step, root);
  }
  return hide(schemas, value, root);
}

function hide(schemas: readonly JsonSchema[], value: unknown, root: JsonSchema): unknown {
  if (schemas.some(isSecret)) return hidden;
  if (Array.isArray(value)) return value.map((item, index) => hide(below(schemas, index, root), item, root));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hide(below(schemas, key, root), item, root)]),
  );
}

const isSecret = (schema: JsonSchema): boolean => schema["x-secret"] === true;

/** What schemas say of an item or a key. */
function below(schemas: readonly JsonSchema[], step: string | number, root: JsonSchema): JsonSchema[] {
  return schemas.flatMap(({ items, properties, additionalProperties }) => {
    const child = typeof step === "number" ? items : (properties?.[step] ?? additionalProperties);
    return [child].flat().flatMap((schema) => (isRecord(schema) ? branches(schema, root) : []));
  });
}

/** A schema and all that it may be in place of itself. */
function branches(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const { anyOf = [], oneOf = [], allOf = [] } = schema;
  const target = dereference(schema, root);
  const others = target === schema ? [...anyOf, ...oneOf, ...allOf] : [target];
  return [schema, ...others.flatMap((other) => branches(other, root))];
}

import type { JsonSchema } from "./json-schema.ts";
import { ELEMENT, type SchemaPath } from "./path.ts";
import { childrenOf, partsOf, schemasAt } from "./walk.ts";

const isSecret = (schema: JsonSchema): boolean => schema["x-secret"] === true;

/** True if one of the parts of a schema marks its value as secret. */
export function hasSecret(parts: readonly JsonSchema[]): boolean {
  return parts.some(isSecret);
}

/** True if the value at a path is secret, or stands in one that is. */
export function isSecretAt(root: JsonSchema, path: SchemaPath): boolean {
  return [root, ...path].some((_, length) => hasSecret(schemasAt(root, path.slice(0, length))));
}

/** True if a secret may stand in the value of which these are the parts, at any depth. */
export function holdsSecret(
  parts: readonly JsonSchema[],
  root: JsonSchema,
  seen = new Set<JsonSchema>(),
): boolean {
  return parts.some((part) => {
    if (seen.has(part)) return false;
    seen.add(part);
    if (isSecret(part)) return true;
    return childrenOf([part], ELEMENT).some((child) => holdsSecret(partsOf(child, root), root, seen));
  });
}

import { childrenOf, ELEMENT, type JsonSchema, keysOf, partsOf } from "@chartmodel/json-schema";
import type { ValuePath } from "../template/template-value.ts";

/** One modelled value: a scalar, a list, a map or a Kubernetes object. */
export interface Leaf {
  readonly path: ValuePath;
  readonly schema: JsonSchema;
}

const kubernetesObject = /^#\/definitions\/io\.k8s\./;

/** Every value that a chart's schema lets one set, in the schema's order; those inside lists and maps have `ELEMENT` in their path. */
export function leavesOf(schema: JsonSchema): Leaf[] {
  const visit = (node: JsonSchema, path: ValuePath, above: ReadonlySet<JsonSchema>): Leaf[] => {
    const parts = partsOf(node, schema);
    // Below a schema that refers to itself, the same values come again.
    if (isFixed(parts) || parts.some((part) => above.has(part))) return [];
    const inside = new Set([...above, ...parts]);
    const isKubernetes = parts.some(({ $ref }) => kubernetesObject.test($ref ?? ""));
    if (isKubernetes) return [{ path, schema: node }];
    const names = keysOf(parts);
    const named = names.flatMap((name) => visit(together(childrenOf(parts, name)), [...path, name], inside));
    if (names.length > 0) return named;
    const elements = childrenOf(parts, ELEMENT);
    const inner = elements.length > 0 ? visit(together(elements), [...path, ELEMENT], inside) : [];
    // What Helm shares with subcharts may be for them alone, but for what the model names of it.
    const isOwn = path.length > 0 && !(path.length === 1 && path[0] === "global");
    if (!isOwn) return [];
    const own = [{ path, schema: node }];
    // Of a list of scalars, the list is the value.
    return [...own, ...inner.filter((leaf) => leaf.path.length > path.length + 1)];
  };
  return visit(schema, [], new Set());
}

/** A value with a single possible content has none that could change. */
function isFixed(parts: readonly JsonSchema[]): boolean {
  return parts.some((part) => "const" in part || part.enum?.length === 1);
}

function together(schemas: readonly JsonSchema[]): JsonSchema {
  const [only, another] = schemas;
  return only !== undefined && another === undefined ? only : { allOf: schemas };
}

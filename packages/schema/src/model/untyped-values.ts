import { formatPath, isRecord, type JsonSchema, type PathSegments } from "@chartmodel/json-schema";
import type { ModelProblem } from "./portability.ts";

const reason = "a value that may be anything lets typos through, and null, which Helm deletes: give its type";

/** Keywords that say what a value is. */
const kinds = ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"];

/** Every value that a schema leaves open. `global` is Helm's, and holds what other charts say. */
export function untypedValues(root: JsonSchema): ModelProblem[] {
  return [...valuesOf(root, [])]
    .filter(([path, schema]) => path[0] !== "global" && !kinds.some((keyword) => keyword in schema))
    .map(([path]) => ({ path: formatPath(path), reason }));
}

/** The schemas of everything that a value may hold, with their places; conditions are no values. */
function* valuesOf(schema: JsonSchema, path: PathSegments): Generator<[PathSegments, JsonSchema]> {
  const { properties = {}, patternProperties = {}, additionalProperties, items, additionalItems } = schema;
  const keyed = [...Object.entries(properties), ...Object.entries(patternProperties)];
  const others = [additionalProperties, items, additionalItems].flat().filter(isRecord);
  for (const [step, child] of [...keyed, ...others.map((child) => ["*", child as JsonSchema] as const)]) {
    yield [[...path, step], child];
    yield* valuesOf(child, [...path, step]);
  }
  for (const branch of [schema.allOf, schema.anyOf, schema.oneOf].flat()) {
    if (branch?.type) yield* valuesOf(branch, path);
  }
}

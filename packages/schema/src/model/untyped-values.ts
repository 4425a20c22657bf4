import { formatPath, type JsonSchema, type SchemaPath, subschemas } from "@chartmodel/json-schema";
import type { ModelProblem } from "./model-problem.ts";

const reason =
  "a value that may be anything lets typos through, and null, which Helm deletes: give its type, or FreeForm where it has none";

/** Keywords that say what a value is. */
const kinds = ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"];

/** Every value that a schema leaves open. */
export function untypedValues(root: JsonSchema): ModelProblem[] {
  return [...valuesOf(root, [])]
    .filter(([, schema]) => !kinds.some((keyword) => keyword in schema))
    .map(([path]) => ({ path: formatPath(path), reason }));
}

/** The schemas of everything that a value may hold, with their places; a condition of a typed value needs no type. */
function* valuesOf(schema: JsonSchema, path: SchemaPath): Generator<[SchemaPath, JsonSchema]> {
  for (const { role, step, schema: inner } of subschemas(schema)) {
    if (role === "child" && step !== undefined) {
      yield [[...path, step], inner];
      yield* valuesOf(inner, [...path, step]);
    } else if (role === "part" && inner.type) yield* valuesOf(inner, path);
  }
}

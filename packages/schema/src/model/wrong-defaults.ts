import { formatPath, isRecord, type JsonSchema, type PathSegments, parsePath } from "@chartmodel/json-schema";
import { compileModel } from "./compile-model.ts";
import type { ModelProblem } from "./portability.ts";

/** Every default that its own schema refuses, also where no value shows yet: in lists, maps and optional objects. */
export function wrongDefaults(root: JsonSchema): ModelProblem[] {
  return [...entries(root, [])].flatMap(([place, entry]) => {
    const schema = { ...entry, ...(root.definitions && { definitions: root.definitions }) };
    const { fill, validate } = compileModel("", schema);
    return validate(fill({}))
      .filter(({ code, path }) => code !== "required" || isBelowDefault(parsePath(path), entry))
      .map(({ path, message }) => ({
        path: formatPath([...place, ...parsePath(path)]),
        reason: `the default does not fit: ${message}`,
      }));
  });
}

/** The schema itself, and those of the objects below it that no default makes. */
function* entries(
  schema: JsonSchema,
  path: PathSegments,
  isMade = false,
): Generator<[PathSegments, JsonSchema]> {
  if (schema.properties && !isMade) yield [path, schema];
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    yield* entries(child, [...path, key], schema.required?.includes(key));
  }
  for (const child of [schema.items, schema.additionalProperties]) {
    if (isRecord(child)) yield* entries(child, [...path, "*"]);
  }
}

/** True where a default above a missing key left it out: otherwise the key is for the environments to give. */
function isBelowDefault(path: PathSegments, schema: JsonSchema): boolean {
  let node: JsonSchema | undefined = schema;
  for (const step of path.slice(0, -1)) {
    node = node?.properties?.[step];
    if (node?.default !== undefined) return true;
  }
  return false;
}

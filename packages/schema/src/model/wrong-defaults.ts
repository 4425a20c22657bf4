import {
  formatPath,
  type JsonSchema,
  type PathSegments,
  parsePath,
  type SchemaPath,
  subschemas,
} from "@chartmodel/json-schema";
import { errorsOf } from "../validate/ajv-error.ts";
import { compileCheck } from "../validate/compile-check.ts";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { toIssues } from "../validate/to-issues.ts";
import { compileVerdicts } from "../validate/verdict-source.ts";
import type { ModelProblem } from "./model-problem.ts";

/** Every default that its own schema refuses, also where no value shows yet: in lists, maps and optional objects. */
export function wrongDefaults(root: JsonSchema): ModelProblem[] {
  const places = [...entries(root, [])];
  const verdicts = compileVerdicts(
    places.map(([, entry]) => withoutRequired(entry)),
    root,
  );
  return places.flatMap(([place, entry], index) => {
    const filled = createFillDefaults(entry)({});
    return verdicts[index]?.(filled) ? [] : problemsOf(filled, entry, place, root);
  });
}

function problemsOf(filled: unknown, entry: JsonSchema, place: SchemaPath, root: JsonSchema): ModelProblem[] {
  const schema = { ...entry, ...(root.definitions && { definitions: root.definitions }) };
  return toIssues(errorsOf(compileCheck(schema), filled), schema, filled)
    .filter(({ code, path }) => code !== "required" || isBelowDefault(parsePath(path), entry))
    .map(({ path, message }) => ({
      path: formatPath([...place, ...parsePath(path)]),
      reason: `the default does not fit: ${message}`,
    }));
}

/** The schema of what there is when nothing was given: keys may be missing, but for those of a default. */
function withoutRequired({ required: _required, ...schema }: JsonSchema): JsonSchema {
  const { properties } = schema;
  if (!properties) return schema;
  const relaxed = Object.entries(properties).map(([key, child]) => [
    key,
    child.default === undefined ? withoutRequired(child) : child,
  ]);
  return { ...schema, properties: Object.fromEntries(relaxed) };
}

/** The schema itself, and those of the objects below it that no default makes. */
function* entries(schema: JsonSchema, path: SchemaPath, isMade = false): Generator<[SchemaPath, JsonSchema]> {
  if (schema.properties && !isMade) yield [path, schema];
  for (const { keyword, role, step, schema: inner } of subschemas(schema)) {
    if (role === "child" && step !== undefined) {
      const isMadeWithIt = keyword === "properties" && schema.required?.includes(String(step));
      yield* entries(inner, [...path, step], isMadeWithIt);
    } else if (keyword === "anyOf" || keyword === "oneOf") yield* entries(inner, path);
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

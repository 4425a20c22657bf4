import {
  describeSchema,
  formatPath,
  type Json,
  type JsonSchema,
  mapSubschemas,
  partsOf,
  schemasAt,
  visibleValue,
} from "@chartmodel/json-schema";
import { fieldAt } from "../../resolve/set-layer.ts";
import { readPath } from "../explain-fields.ts";

/** A JSON Schema with more characters than this is not shown: a Kubernetes object's has a hundred thousand. */
const longest = 16_000;

/** What a schema says of a place in the words of `explain`, with its keys, and as JSON Schema where that is short. */
export function describePlace(schema: JsonSchema, text: string): object {
  const root = withoutSecrets(schema);
  const path = readPath(text);
  const field = fieldAt(path, root);
  const parts = schemasAt(root, path).flatMap((part) => partsOf(part, root));
  const keys = new Map(parts.flatMap(({ properties = {} }) => Object.entries(properties)));
  const whole = JSON.stringify(withDefinitions(field, root));
  return {
    path: formatPath(path),
    ...about(field, root),
    keys: [...keys].map(([key, child]) => ({ key, ...about(child, root) })),
    ...(whole.length <= longest && { schema: JSON.parse(whole) }),
  };
}

function about(schema: JsonSchema, root: JsonSchema): object {
  return {
    type: describeSchema(schema, root),
    ...(schema.description !== undefined && { description: schema.description }),
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

/** The schema with everything that it refers to. */
function withDefinitions(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const definitions: Record<string, JsonSchema> = {};
  const add = (part: JsonSchema) => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      const definition = root.definitions?.[decodeURIComponent(name)];
      if (!definition || name in definitions) continue;
      definitions[name] = definition;
      add(definition);
    }
  };
  const { definitions: _own, ...rest } = schema;
  add(rest);
  return Object.keys(definitions).length === 0 ? rest : { ...rest, definitions };
}

/** Defaults and examples may be secrets, and may hold some. */
function withoutSecrets(root: JsonSchema): JsonSchema {
  const conceal = (schema: JsonSchema): JsonSchema => {
    const kept: JsonSchema = { ...mapSubschemas(schema, conceal) };
    const place = { root, schema };
    if (kept.default !== undefined) kept.default = visibleValue(kept.default, place) as Json;
    if (kept.examples) kept.examples = kept.examples.map((example) => visibleValue(example, place) as Json);
    if (kept["x-secret"])
      for (const keyword of ["enum", "const", "pattern", "examples"] as const) delete kept[keyword];
    return kept;
  };
  return conceal(root);
}

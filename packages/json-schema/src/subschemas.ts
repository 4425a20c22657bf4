import { isRecord } from "./json.ts";
import type { JsonSchema } from "./json-schema.ts";
import { ELEMENT, type SchemaStep } from "./path.ts";

/**
 * What a schema inside another one is for. A `child` says what a child of the value is; a `part` says more of the
 * value itself; a `condition` is about the value but says nothing of what it is; a `definition` is for references.
 */
export type SubschemaRole = "child" | "part" | "condition" | "definition";

/** A schema directly inside another one. */
export interface Subschema {
  readonly keyword: string;
  readonly role: SubschemaRole;
  /** From the value to what the schema is about; absent where that is the value itself. */
  readonly step?: SchemaStep;
  readonly schema: JsonSchema;
}

interface Keyword {
  readonly role: SubschemaRole;
  /** Whether it holds one schema (or a list of them), or schemas by name. */
  readonly holds: "schemas" | "named";
  /** Tells of each schema what it is about. */
  readonly step?: (name: string | number) => SchemaStep;
}

const element = (): SchemaStep => ELEMENT;
const itself = (name: string | number): SchemaStep => name;

/** Every keyword that holds schemas; one that is not here holds plain data, which may look like a schema. */
const keywords: Readonly<Record<string, Keyword>> = {
  properties: { role: "child", holds: "named", step: itself },
  patternProperties: { role: "child", holds: "named", step: (pattern) => `/${pattern}/` },
  additionalProperties: { role: "child", holds: "schemas", step: element },
  unevaluatedProperties: { role: "child", holds: "schemas", step: element },
  items: { role: "child", holds: "schemas", step: (at) => (typeof at === "number" ? at : ELEMENT) },
  prefixItems: { role: "child", holds: "schemas", step: itself },
  additionalItems: { role: "child", holds: "schemas", step: element },
  unevaluatedItems: { role: "child", holds: "schemas", step: element },
  allOf: { role: "part", holds: "schemas" },
  anyOf: { role: "part", holds: "schemas" },
  oneOf: { role: "part", holds: "schemas" },
  then: { role: "part", holds: "schemas" },
  else: { role: "part", holds: "schemas" },
  dependencies: { role: "part", holds: "named" },
  dependentSchemas: { role: "part", holds: "named" },
  propertyNames: { role: "condition", holds: "schemas", step: element },
  contains: { role: "condition", holds: "schemas", step: element },
  not: { role: "condition", holds: "schemas" },
  if: { role: "condition", holds: "schemas" },
  definitions: { role: "definition", holds: "named" },
  $defs: { role: "definition", holds: "named" },
};

/** The schemas directly inside one, in its own order. */
export function* subschemas(schema: JsonSchema): Generator<Subschema> {
  for (const keyword in schema) {
    const known = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (!known) continue;
    for (const [name, inner] of held(known, schema[keyword as keyof JsonSchema])) {
      const step = known.step?.(name);
      yield { keyword, role: known.role, ...(step !== undefined && { step }), schema: inner };
    }
  }
}

/** The schema with each of those directly inside it changed, and everything else as it is. */
export function mapSubschemas(
  schema: JsonSchema,
  change: (inner: JsonSchema, keyword: string) => JsonSchema,
): JsonSchema {
  const changed: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const known = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    const each = (inner: unknown) => (isRecord(inner) ? change(inner, keyword) : inner);
    if (!known) changed[keyword] = value;
    else if (Array.isArray(value)) changed[keyword] = value.map(each);
    else if (known.holds === "named" && isRecord(value))
      changed[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, each(inner)]),
      );
    else changed[keyword] = each(value);
  }
  return changed as JsonSchema;
}

/** Booleans are schemas too, but hold nothing; a dependency may be a list of keys. */
function* held({ holds }: Keyword, value: unknown): Generator<[string | number, JsonSchema]> {
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries()) if (isRecord(inner)) yield [at, inner];
  } else if (isRecord(value)) {
    if (holds === "schemas") yield ["", value];
    else for (const [name, inner] of Object.entries(value)) if (isRecord(inner)) yield [name, inner];
  }
}

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
const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries<Keyword>({
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
  }),
);

/** The schemas directly inside one, in its own order. */
export function subschemas(schema: JsonSchema): Subschema[] {
  const found: Subschema[] = [];
  for (const keyword in schema) {
    const known = keywords.get(keyword);
    if (!known) continue;
    const { role, holds, step } = known;
    const value: unknown = schema[keyword as keyof JsonSchema];
    const add = (name: string | number, inner: unknown) => {
      // Booleans are schemas too, but hold nothing; a dependency may be a list of keys.
      if (isRecord(inner))
        found.push(
          step ? { keyword, role, step: step(name), schema: inner } : { keyword, role, schema: inner },
        );
    };
    if (Array.isArray(value)) for (let at = 0; at < value.length; at++) add(at, value[at]);
    else if (holds === "schemas") add("", value);
    else if (isRecord(value)) for (const name of Object.keys(value)) add(name, value[name]);
  }
  return found;
}

/** The schema with each of those directly inside it changed, and everything else as it is. */
export function mapSubschemas(
  schema: JsonSchema,
  change: (inner: JsonSchema, keyword: string) => JsonSchema,
): JsonSchema {
  const changed: Record<string, unknown> = {};
  for (const keyword of Object.keys(schema)) {
    const value: unknown = schema[keyword as keyof JsonSchema];
    const known = keywords.get(keyword);
    if (!known || typeof value !== "object") {
      changed[keyword] = value;
      continue;
    }
    const each = (inner: unknown) => (isRecord(inner) ? change(inner, keyword) : inner);
    if (Array.isArray(value)) changed[keyword] = value.map(each);
    else if (known.holds === "named" && isRecord(value))
      changed[keyword] = Object.fromEntries(Object.keys(value).map((name) => [name, each(value[name])]));
    else changed[keyword] = each(value);
  }
  return changed as JsonSchema;
}

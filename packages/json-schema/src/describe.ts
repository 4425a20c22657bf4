import { dereference, type JsonSchema, referenceOf } from "./json-schema.ts";

/**
 * What a schema accepts, as a noun phrase: `integer, 1 to 50 pods`; `one of "dev", "prod"`.
 *
 * @param root - the whole schema, for its definitions.
 */
export function describeSchema(schema: JsonSchema, root: JsonSchema): string {
  return describe(schema, root, new Set());
}

/** @param above - the schemas in whose words it stands: one that holds itself is named by its type there. */
function describe(schema: JsonSchema, root: JsonSchema, above: ReadonlySet<JsonSchema>): string {
  if (above.has(schema)) return typeof schema.type === "string" ? schema.type : "value";
  const inside = new Set([...above, schema]);
  const reference = referenceOf(schema);
  if (reference !== undefined) {
    const target = dereference(schema, root);
    // In what ajv reports, every object stands behind a reference of its own: see `compileCheck`.
    const description = target === schema ? "object" : describe(target, root, inside);
    return withTitle(schema) ?? kindOf(reference) ?? description;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.map((member) => JSON.stringify(member)).join(", ")}`;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.map((branch) => describe(branch, root, inside)).join(", or ");
  return withTitle(schema) ?? `${typeName(schema, root, inside)}${bounds(schema)}`;
}

function withTitle(schema: JsonSchema): string | undefined {
  if (schema.title === undefined) return undefined;
  const { pattern: _saidByTheTitle, ...rest } = schema;
  return `${schema.title}${bounds(rest)}`;
}

/** A Kubernetes kind says more than its shape; a definition such as a quantity describes itself. */
function kindOf(definition: string): string | undefined {
  const [, kind] = /^io\.k8s\.api\..*\.(\w+)$/.exec(definition) ?? [];
  return kind && `Kubernetes ${kind}`;
}

function typeName(schema: JsonSchema, root: JsonSchema, inside: ReadonlySet<JsonSchema>): string {
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type as string | undefined);
  if (type === "array") {
    const { items } = schema;
    return items && !Array.isArray(items) ? `list of ${describe(items as JsonSchema, root, inside)}` : "list";
  }
  if (type === "object" && typeof schema.additionalProperties === "object") {
    return `map of ${describe(schema.additionalProperties, root, inside)}`;
  }
  return type ?? "value";
}

function bounds(schema: JsonSchema): string {
  const unit = schema["x-unit"] ? ` ${schema["x-unit"]}` : "";
  const parts = [
    range(schema.minimum, schema.maximum, unit) ?? (unit ? `in${unit}` : undefined),
    schema.exclusiveMinimum === undefined ? undefined : `above ${schema.exclusiveMinimum}${unit}`,
    schema.exclusiveMaximum === undefined ? undefined : `below ${schema.exclusiveMaximum}${unit}`,
    schema.multipleOf === undefined ? undefined : `a multiple of ${schema.multipleOf}`,
    range(schema.minLength, schema.maxLength, " characters", " character"),
    range(schema.minItems, schema.maxItems, " items", " item"),
    range(schema.minProperties, schema.maxProperties, " entries", " entry"),
    schema.uniqueItems ? "no two alike" : undefined,
    schema.pattern === undefined ? undefined : `matching ${schema.pattern}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function range(
  low: number | undefined,
  high: number | undefined,
  units: string,
  one = units,
): string | undefined {
  if (low === undefined && high === undefined) return undefined;
  const unit = (high ?? low) === 1 ? one : units;
  if (low === high) return `exactly ${low}${unit}`;
  if (high === undefined) return `at least ${low}${unit}`;
  return low === undefined ? `at most ${high}${unit}` : `${low} to ${high}${unit}`;
}

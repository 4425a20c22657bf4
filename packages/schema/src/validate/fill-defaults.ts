import { cloneData, isRecord } from "../json.ts";
import { isReference, type JsonSchema } from "../model/json-schema.ts";

/** Gives back a value with every default filled in, in the order of the schema's keys; the input stays as it is. */
export type FillDefaults = (value: unknown) => unknown;

const keep: FillDefaults = (value) => value;

/**
 * Prepares the filling of a schema's defaults. (ajv's `useDefaults` changes its input and refuses defaults below
 * `anyOf`.) What does not fit the schema is passed through: the validator names it.
 */
export function createFillDefaults(root: JsonSchema): FillDefaults {
  return createFill(root);
}

function createFill(schema: JsonSchema): FillDefaults {
  const fill = createShapeFill(schema);
  const fallback = schema.default;
  if (fallback === undefined) return fill;
  return (value) => fill(value === undefined ? cloneData(fallback) : value);
}

/** A Kubernetes object, which stands behind a reference, is kept as it is: its definition has no defaults. */
function createShapeFill(schema: JsonSchema): FillDefaults {
  if (isReference(schema)) return keep;
  if (schema.properties) return createObjectFill(schema);
  if (isRecord(schema.additionalProperties)) return createMapFill(schema.additionalProperties as JsonSchema);
  if (isRecord(schema.items)) return createListFill(schema.items as JsonSchema);
  return keep;
}

function createObjectFill({ properties = {}, required = [] }: JsonSchema): FillDefaults {
  const keys = Object.keys(properties);
  const fills = Object.values(properties).map(createFill);
  if (required.length > 0 && fills.every((fill) => fill === keep)) return keep;
  // An optional object that nobody gave stays away, whatever its keys' defaults are.
  const staysAway = keys.map((key) => !required.includes(key) && properties[key]?.default === undefined);
  return (value) => {
    if (value !== undefined && !isRecord(value)) return value;
    const input = (value ?? {}) as Record<string, unknown>;
    const output: Record<string, unknown> = {};
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string;
      if (staysAway[index] && input[key] === undefined) continue;
      const filled = (fills[index] as FillDefaults)(input[key]);
      if (filled !== undefined) output[key] = filled;
    }
    // What the model does not know is kept, for the validator to name.
    for (const key in input) if (!Object.hasOwn(properties, key)) output[key] = input[key];
    return output;
  };
}

function createMapFill(entry: JsonSchema): FillDefaults {
  const fill = createFill(entry);
  if (fill === keep) return keep;
  return (value) => {
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
  };
}

function createListFill(item: JsonSchema): FillDefaults {
  const fill = createFill(item);
  if (fill === keep) return keep;
  return (value) => (Array.isArray(value) ? value.map(fill) : value);
}

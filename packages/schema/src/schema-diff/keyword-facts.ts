import { isAnnotation, type JsonSchema } from "@chartmodel/json-schema";
import { isMultiple } from "./is-multiple.ts";

/** Keywords that look at a scalar, or at the number of parts: nothing is filled into what they look at. */
export const simple = new Set([
  "type",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
]);

const numbers = ["number", "integer"];

/** The types of values that a keyword looks at. */
export const kinds: Readonly<Record<string, readonly string[]>> = {
  minimum: numbers,
  maximum: numbers,
  exclusiveMinimum: numbers,
  exclusiveMaximum: numbers,
  multipleOf: numbers,
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
  format: ["string"],
  items: ["array"],
  additionalItems: ["array"],
  contains: ["array"],
  minItems: ["array"],
  maxItems: ["array"],
  uniqueItems: ["array"],
  properties: ["object"],
  patternProperties: ["object"],
  additionalProperties: ["object"],
  propertyNames: ["object"],
  minProperties: ["object"],
  maxProperties: ["object"],
  required: ["object"],
  dependencies: ["object"],
};

/** What is read of a schema; another keyword may say anything. */
export const isKnown = (keyword: string): boolean =>
  saysNothing(keyword) || simple.has(keyword) || keyword in kinds || others.has(keyword);

const others = new Set(["$ref", "enum", "const", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"]);

/** Keywords that Helm reads as notes, whatever the draft. */
const notes = new Set([
  "readOnly",
  "writeOnly",
  "deprecated",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "$defs",
]);

/** Extensions of others say nothing of what is valid either. A format does, in most releases of Helm. */
export const saysNothing = (keyword: string): boolean =>
  keyword !== "format" && (isAnnotation(keyword) || notes.has(keyword) || keyword.startsWith("x-"));

const allTypes = ["string", "number", "integer", "boolean", "object", "array", "null"];

export function typesOf({ type, enum: members, const: only }: JsonSchema): readonly string[] {
  if (type !== undefined) return [type].flat();
  const values = only === undefined ? members : [only];
  return values ? [...new Set(values.map(typeOf))] : allTypes;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

/** Whether a keyword about a scalar follows from what the old schema has. */
export function followsFromBounds(
  keyword: string,
  old: JsonSchema,
  now: JsonSchema,
  types: readonly string[],
): boolean {
  const least = Math.max(old.minimum ?? -Infinity, old.exclusiveMinimum ?? -Infinity);
  const most = Math.min(old.maximum ?? Infinity, old.exclusiveMaximum ?? Infinity);
  switch (keyword) {
    case "type": {
      const allowed = [now.type ?? []].flat() as string[];
      return types.every(
        (type) => allowed.includes(type) || (type === "integer" && allowed.includes("number")),
      );
    }
    case "minimum":
      return least >= (now.minimum as number);
    case "maximum":
      return most <= (now.maximum as number);
    case "exclusiveMinimum":
      return (
        (old.minimum ?? -Infinity) > (now.exclusiveMinimum as number) ||
        (old.exclusiveMinimum ?? -Infinity) >= (now.exclusiveMinimum as number)
      );
    case "exclusiveMaximum":
      return (
        (old.maximum ?? Infinity) < (now.exclusiveMaximum as number) ||
        (old.exclusiveMaximum ?? Infinity) <= (now.exclusiveMaximum as number)
      );
    case "multipleOf":
      return old.multipleOf !== undefined && isMultiple(old.multipleOf, now.multipleOf as number);
    case "minLength":
    case "minItems":
      return (old[keyword] ?? 0) >= (now[keyword] as number);
    case "maxLength":
    case "maxItems":
      return (old[keyword] ?? Infinity) <= (now[keyword] as number);
    case "uniqueItems":
      return now.uniqueItems === false || old.maxItems === 0 || old.maxItems === 1;
    default:
      return false;
  }
}

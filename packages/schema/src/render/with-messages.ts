import { isDeepStrictEqual } from "node:util";
import { isAnnotation, type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";

/**
 * The schema with the messages of its fields where Helm's users meet them. Helm has no messages of one's own, but says
 * what a constant should have been: so what breaks a field's constraints is also held against a constant that is the
 * message, and against its opposite, so that the message is no value either. What is valid stays the same.
 */
export function withMessages(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, withMessages);
  const message = schema["x-message"];
  const constraints = constraintsOf(schema);
  if (message === undefined || Object.keys(constraints).length === 0) return mapped;
  const described = [mapped.description, message].filter((text) => text !== undefined).join(" ");
  return { ...mapped, description: described, allOf: [...(mapped.allOf ?? []), told(constraints, message)] };
}

/** The constraints of a schema that {@link withMessages} gave, without those that only carry a message. */
export function withoutMessages(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, withoutMessages);
  const message = schema["x-message"];
  if (message === undefined || !mapped.allOf) return mapped;
  const { allOf, ...rest } = mapped;
  const others = allOf.slice(0, -1);
  const untold = others.length > 0 ? { ...rest, allOf: others } : rest;
  return isDeepStrictEqual(allOf.at(-1), told(constraintsOf(untold), message)) ? untold : mapped;
}

function constraintsOf(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !isAnnotation(keyword)));
}

const told = (constraints: JsonSchema, message: string): JsonSchema => ({
  if: { not: constraints },
  then: { const: message, not: { const: message } },
});

import { isAnnotation, type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";

/**
 * The schema with the messages of its fields where Helm's users meet them. Helm has no messages of one's own, but says
 * what a constant should have been: so what breaks a field's constraints is also held against a constant that is the
 * message, and against its opposite, so that the message is no value either. What is valid stays the same.
 */
export function withMessages(schema: JsonSchema): JsonSchema {
  const mapped = mapSubschemas(schema, withMessages);
  const message = schema["x-message"];
  const constraints = Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !isAnnotation(keyword)),
  );
  if (message === undefined || Object.keys(constraints).length === 0) return mapped;
  const described = [mapped.description, message].filter((text) => text !== undefined).join(" ");
  const told = { if: { not: constraints }, then: { const: message, not: { const: message } } };
  return { ...mapped, description: described, allOf: [...(mapped.allOf ?? []), told] };
}

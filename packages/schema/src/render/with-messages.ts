import { isDeepStrictEqual } from "node:util";
import { isAnnotation, type JsonSchema, mapSubschemas } from "@chartmodel/json-schema";

/**
 * The schema with the messages of its fields where Helm's users meet them. Helm has no messages of one's own, but says
 * what a constant should have been: so what breaks a field's constraints is also held against a constant that is the
 * message, and against its opposite, so that the message is no value either. What is valid stays the same.
 *
 * The constraints stand beside that in `allOf`: of a schema whose `type`, `enum` or `const` is broken Helm looks at nothing
 * else. That a field is missing is told by the object that it is missing in.
 */
export function withMessages(schema: JsonSchema): JsonSchema {
  const mapped = addMissing(mapSubschemas(schema, withMessages), schema);
  const message = schema["x-message"];
  const constraints = constraintsOf(schema);
  if (message === undefined || Object.keys(constraints).length === 0) return mapped;
  const described = [mapped.description, message].filter((text) => text !== undefined).join(" ");
  const rest = entriesOf(mapped, (keyword) => !isConstraint(keyword));
  return { ...rest, description: described, allOf: [constraintsOf(mapped), told(constraints, message)] };
}

/** The constraints of a schema that {@link withMessages} gave, without those that only carry a message. */
export function withoutMessages(schema: JsonSchema): JsonSchema {
  const mapped = withoutMissing(mapSubschemas(schema, withoutMessages));
  const message = schema["x-message"];
  const { allOf: [own, last, ...others] = [], ...rest } = mapped;
  if (message === undefined || own === undefined || others.length > 0) return mapped;
  return isDeepStrictEqual(last, told(constraintsOf(own), message)) ? { ...rest, ...own } : mapped;
}

function addMissing(mapped: JsonSchema, schema: JsonSchema): JsonSchema {
  const missing = missingFields(schema);
  return missing.length === 0 ? mapped : { ...mapped, allOf: [...(mapped.allOf ?? []), ...missing] };
}

function withoutMissing(schema: JsonSchema): JsonSchema {
  const missing = missingFields(schema);
  const { allOf = [], ...rest } = schema;
  const others = allOf.slice(0, allOf.length - missing.length);
  if (missing.length === 0 || !isDeepStrictEqual(allOf.slice(others.length), missing)) return schema;
  return others.length > 0 ? { ...rest, allOf: others } : rest;
}

/** A constraint for each field that must be there and has a message. */
function missingFields({ required = [], properties = {} }: JsonSchema): JsonSchema[] {
  return required.flatMap((key) => {
    const message = Object.hasOwn(properties, key) ? properties[key]?.["x-message"] : undefined;
    return message === undefined
      ? []
      : [{ if: { required: [key] }, else: refused(`${key} is missing: ${message}`) }];
  });
}

const constraintsOf = (schema: JsonSchema): JsonSchema => entriesOf(schema, isConstraint);

/** What other schemas refer to stays where they find it. */
const isConstraint = (keyword: string): boolean =>
  !isAnnotation(keyword) && !["$schema", "$id", "definitions"].includes(keyword);

function entriesOf(schema: JsonSchema, isWanted: (keyword: string) => boolean): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => isWanted(keyword)));
}

const told = (constraints: JsonSchema, message: string): JsonSchema => ({
  if: { not: constraints },
  then: refused(message),
});

const refused = (message: string): JsonSchema => ({ const: message, not: { const: message } });

import { type JsonSchema, partsOf, subschemas } from "@chartmodel/json-schema";

/** To Helm 3.18.5 to 4.1, a number is equal to a text that Go reads as the same number. */
const reason = 'the text "1" and the number 1 are equal in some releases of Helm';

/** A text that Go may read as a number. */
const isNumeric = (value: unknown) => typeof value === "string" && /^[+-]?\.?\d/.test(value);

/** Why an `enum`, or a `const`, would be read differently; `undefined` if it is not. */
export function alikeMembers(members: readonly unknown[], { type }: JsonSchema): string | undefined {
  const scalars = members.flatMap(scalarsIn);
  // What may be of one type only is told from the other before it is compared.
  const isApart =
    type === "string" || (members.length > 1 && scalars.every((one) => typeof one === "string"));
  return scalars.some(isNumeric) && !isApart ? `${reason}: give them a type, or other names` : undefined;
}

/** Why items that may be no two alike would be read differently; `undefined` if they are not. */
export function alikeItems({ items, additionalItems }: JsonSchema, root: JsonSchema): string | undefined {
  const schemas = [items ?? {}, additionalItems ?? {}].flat().filter((schema) => typeof schema === "object");
  const isMixed = schemas.some((schema) => mayBeBoth(schema as JsonSchema, root, new Set()));
  return isMixed ? `${reason}: let items that are to be unique hold only one of them` : undefined;
}

/** Whether a text and a number may both be at one place of a value. */
function mayBeBoth(schema: JsonSchema, root: JsonSchema, above: ReadonlySet<JsonSchema>): boolean {
  const parts = partsOf(schema, root, new Set(above));
  const types = new Set(parts.flatMap(({ type }) => type ?? []));
  if (types.has("string") && (types.has("number") || types.has("integer"))) return true;
  const inside = new Set([...above, ...parts]);
  return parts.some((part) =>
    [...subschemas(part)].some(
      ({ role, schema: inner }) => role === "child" && !inside.has(inner) && mayBeBoth(inner, root, inside),
    ),
  );
}

function scalarsIn(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(scalarsIn) : [value];
}

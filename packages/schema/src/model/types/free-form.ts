import type { JsonSchema } from "@chartmodel/json-schema";
import type { TUnsafe } from "typebox";
import { type FieldOptions, Type, type WithDefault } from "../type.ts";

/** The name under which a schema holds {@link freeFormDefinition}. */
export const freeFormName = "FreeForm";

const $ref = `#/definitions/${freeFormName}`;

/** Everything that YAML can hold but null, which Helm takes for the wish to delete a key. */
export const freeFormDefinition: JsonSchema = {
  title: "free-form data",
  type: ["string", "number", "boolean", "object", "array"],
  items: { $ref },
  additionalProperties: { $ref },
};

/**
 * Free-form data: any text, number, boolean, list or object, for what a chart hands on without knowing it, such as the
 * `extraObjects` or the configuration file of a program. Nothing in it is checked but that it holds no null.
 *
 * @example
 * ```ts
 * const values = Type.Object({ config: FreeForm({ description: "The program's own settings.", default: {} }) });
 * ```
 */
export function FreeForm<const O extends FieldOptions & { readonly default?: unknown }>(
  options?: O,
): WithDefault<TUnsafe<unknown>, O> {
  return Type.Unsafe<unknown>({ ...options, allOf: [{ $ref }] }) as WithDefault<TUnsafe<unknown>, O>;
}

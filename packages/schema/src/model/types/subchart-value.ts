import type { JsonSchema } from "@chartmodel/json-schema";
import type { TUnsafe } from "typebox";
import { type FieldOptions, Type, type WithDefault } from "../type.ts";

/** The name under which a schema holds {@link subchartValueDefinition}. */
export const subchartValueName = "SubchartValue";

export const subchartValueDefinition: JsonSchema = { title: "value of a subchart" };

/**
 * A value that goes to a subchart, whatever it is: before Helm checks a chart's values, it merges those of the subcharts
 * into them, their nulls too.
 *
 * @example
 * ```ts
 * const redis = Type.Object(
 *   { enabled: Type.Boolean({ default: true }) },
 *   { additionalProperties: SubchartValue() },
 * );
 * ```
 */
export function SubchartValue<const O extends FieldOptions & { readonly default?: unknown }>(
  options?: O,
): WithDefault<TUnsafe<unknown>, O> {
  return Type.Unsafe<unknown>({
    ...options,
    allOf: [{ $ref: `#/definitions/${subchartValueName}` }],
  }) as WithDefault<TUnsafe<unknown>, O>;
}

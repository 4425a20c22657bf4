import type { TUnsafe } from "typebox";
import { type FieldOptions, Type, type WithDefault } from "../type.ts";
import { subchartValueName } from "./subchart-value-definition.ts";

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

import type { TInteger } from "typebox";
import { type FieldOptions, Type, type WithDefault } from "../type.ts";

/** A TCP or UDP port, 1 to 65535. */
export function Port<const O extends FieldOptions & { readonly default?: number }>(
  options?: O,
): WithDefault<TInteger, O> {
  return Type.Integer({
    title: "port number",
    minimum: 1,
    maximum: 65_535,
    examples: [8080],
    ...options,
  }) as unknown as WithDefault<TInteger, O>;
}

import type { TInteger } from "typebox";
import { type FieldOptions, type Options, Type, type WithDefault } from "../type.ts";

/** A TCP or UDP port, 1 to 65535. */
export function Port<const D extends number = never>(
  options?: Options<FieldOptions & { readonly minimum?: number; readonly maximum?: number }, D>,
): WithDefault<TInteger, D> {
  return Type.Integer({
    title: "port number",
    minimum: 1,
    maximum: 65_535,
    examples: [8080],
    ...options,
  }) as unknown as WithDefault<TInteger, D>;
}

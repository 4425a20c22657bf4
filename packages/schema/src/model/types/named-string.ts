import type { TString } from "typebox";
import { type FieldOptions, type Options, Type, type WithDefault } from "../type.ts";

/** Every kind of string may be narrowed further. */
export interface StringOptions extends FieldOptions {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** A kind of string: what it is called, the pattern that it matches, and an example. */
interface NamedString {
  readonly title: string;
  readonly pattern: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly examples: readonly string[];
}

/** Makes the builder of a kind of string. */
export function namedString(kind: NamedString) {
  return <const D extends string = never>(options?: Options<StringOptions, D>): WithDefault<TString, D> =>
    Type.String({ ...kind, ...options }) as unknown as WithDefault<TString, D>;
}

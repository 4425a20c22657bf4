import type { TString } from "typebox";
import { type FieldOptions, Type, type WithDefault } from "../type.ts";

type StringFieldOptions = FieldOptions & { readonly default?: string };

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
  return <const O extends StringFieldOptions>(options?: O): WithDefault<TString, O> =>
    Type.String({ ...kind, ...options }) as WithDefault<TString, O>;
}

import type { TRecord, TString } from "typebox";
import { type FieldOptions, type Options, Type, type WithDefault } from "../type.ts";

type Entries = Readonly<Record<string, string>>;
type StringRecord = TRecord<"^.*$", TString>;

/** A map of strings with free keys: annotations, node selectors, plain environment variables. */
export function StringMap<const D extends Entries = never>(
  options?: Options<FieldOptions, D>,
): WithDefault<StringRecord, D> {
  return Type.Record(Type.String(), Type.String(), {
    examples: [{ "example.com/team": "todo" }],
    ...options,
  }) as WithDefault<StringRecord, D>;
}

/**
 * Kubernetes labels: values of at most 63 characters.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function Labels<const D extends Entries = never>(
  options?: Options<FieldOptions, D>,
): WithDefault<StringRecord, D> {
  const value = Type.String({
    title: "label value (A-Z, a-z, 0-9, -, _, .)",
    pattern: "^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?$",
    maxLength: 63,
  });
  return Type.Record(Type.String(), value, { examples: [{ team: "todo" }], ...options }) as WithDefault<
    StringRecord,
    D
  >;
}

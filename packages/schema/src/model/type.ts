import TypeBox, {
  type TArray,
  type TArrayOptions,
  type TBoolean,
  type TEnum,
  type TInteger,
  type TLiteral,
  type TNumber,
  type TNumberOptions,
  type TObject,
  type TObjectOptions,
  type TProperties,
  type TRecord,
  type TSchema,
  type TSchemaOptions,
  type TString,
  type TStringOptions,
} from "typebox";

/** What every field may say about itself besides its type. */
export interface FieldOptions {
  /** One or two sentences: what the field does. Shown in `values.yaml`, the table, editors and messages. */
  readonly description?: string;
  /** What is expected, as a noun phrase (`"DNS label of at most 63 characters"`), for messages about a pattern. */
  readonly title?: string;
  /** What a number counts: `"pods"`, `"seconds"`, `"MiB"`. */
  readonly unit?: string;
  readonly examples?: readonly unknown[];
  /** Hides the value from messages and explanations. @default false */
  readonly secret?: boolean;
}

/** A schema that remembers in its type that it has a default, so that the key may be left out on input. */
export type WithDefault<Schema extends TSchema, Options> = Options extends { readonly default: infer Default }
  ? Schema & { readonly default: Default }
  : Schema;

type Options<Base, Value> = Base & FieldOptions & { readonly default?: Value };

interface DefaultAware {
  Boolean<const O extends Options<TSchemaOptions, boolean>>(options?: O): WithDefault<TBoolean, O>;
  Integer<const O extends Options<TNumberOptions, number>>(options?: O): WithDefault<TInteger, O>;
  Number<const O extends Options<TNumberOptions, number>>(options?: O): WithDefault<TNumber, O>;
  String<const O extends Options<TStringOptions, string>>(options?: O): WithDefault<TString, O>;
  Literal<const V extends string | number | boolean, const O extends Options<TSchemaOptions, V>>(
    value: V,
    options?: O,
  ): WithDefault<TLiteral<V>, O>;
  Enum<const V extends readonly (string | number)[], const O extends Options<TSchemaOptions, V[number]>>(
    values: readonly [...V],
    options?: O,
  ): WithDefault<TEnum<[...V]>, O>;
  Array<Item extends TSchema, const O extends Options<TArrayOptions, readonly unknown[]>>(
    items: Item,
    options?: O,
  ): WithDefault<TArray<Item>, O>;
  Record<Value extends TSchema, const O extends Options<TObjectOptions, Readonly<Record<string, unknown>>>>(
    key: TString,
    value: Value,
    options?: O,
  ): WithDefault<TRecord<"^.*$", Value>, O>;
  Object<
    Properties extends TProperties,
    const O extends Options<TObjectOptions, Readonly<Record<string, unknown>>>,
  >(properties: Properties, options?: O): WithDefault<TObject<Properties>, O>;
}

/**
 * TypeBox's own builder, with the options kept in the type: where a field has a `default`, its key is optional on
 * input and present on output. Every TypeBox builder is there; those that draft-07 or Helm cannot express are
 * refused when the chart is defined.
 *
 * @example
 * ```ts
 * const values = Type.Object({
 *   replicas: Type.Integer({ description: "Pods to run.", minimum: 1, maximum: 50, unit: "pods", default: 1 }),
 * });
 * ```
 */
export const Type = TypeBox as unknown as DefaultAware & Omit<typeof TypeBox, keyof DefaultAware>;

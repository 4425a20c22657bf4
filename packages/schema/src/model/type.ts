import TypeBox, {
  type TArray,
  type TBoolean,
  type TEnum,
  type TInteger,
  type TLiteral,
  type TNumber,
  type TObject,
  type TProperties,
  type TRecord,
  type TSchema,
  type TString,
  type TUnion,
} from "typebox";
import type { InputOf } from "./values.ts";

/** What every field may say about itself besides its type. */
export interface FieldOptions {
  /** One or two sentences: what the field does. Shown in `values.yaml`, the table, editors and messages. */
  readonly description?: string;
  /** What is expected, as a noun phrase (`"DNS label of at most 63 characters"`), for messages about a pattern. */
  readonly title?: string;
  /** What a number counts: `"pods"`, `"seconds"`, `"MiB"`. */
  readonly unit?: string;
  readonly examples?: readonly unknown[];
  /**
   * What a person is told when the value is wrong, as a sentence that says what to do, in place of what the constraints
   * say. It stands in `values.schema.json` too, where Helm's users get it.
   */
  readonly message?: string;
  /** Hides the value from messages and explanations. @default false */
  readonly secret?: boolean;
}

/** A schema that remembers in its type that it has a default, so that the key may be left out on input. */
export type WithDefault<Schema extends TSchema, Default> = [Default] extends [never]
  ? Schema
  : Schema & { readonly default: Default };

/** Keywords of JSON Schema that a field of any type may have. */
interface Keywords extends FieldOptions {
  readonly not?: object;
  readonly if?: object;
  readonly then?: object;
  readonly else?: object;
  readonly allOf?: readonly object[];
  readonly anyOf?: readonly object[];
  readonly oneOf?: readonly object[];
}

interface NumberKeywords extends Keywords {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

interface StringKeywords extends Keywords {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string | RegExp;
  /** Refused when the model is made: Helm asserts formats in some releases only. */
  readonly format?: string;
}

interface ArrayKeywords extends Keywords {
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: object;
}

interface ObjectKeywords extends Keywords {
  readonly additionalProperties?: TSchema | boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly propertyNames?: object;
  readonly dependencies?: Readonly<Record<string, object | readonly string[]>>;
}

/** Options of a field, and a default that fits it. */
export type Options<Base extends FieldOptions, Default> = Base & { readonly default?: Default };

interface DefaultAware {
  Boolean<const D extends boolean = never>(options?: Options<Keywords, D>): WithDefault<TBoolean, D>;
  Integer<const D extends number = never>(options?: Options<NumberKeywords, D>): WithDefault<TInteger, D>;
  Number<const D extends number = never>(options?: Options<NumberKeywords, D>): WithDefault<TNumber, D>;
  String<const D extends string = never>(options?: Options<StringKeywords, D>): WithDefault<TString, D>;
  Literal<const V extends string | number | boolean, const D extends V = never>(
    value: V,
    options?: Options<Keywords, D>,
  ): WithDefault<TLiteral<V>, D>;
  Enum<const V extends readonly (string | number)[], const D extends V[number] = never>(
    values: readonly [...V],
    options?: Options<Keywords, D>,
  ): WithDefault<TEnum<[...V]>, D>;
  Union<const Types extends TSchema[], const D extends InputOf<Types[number]> = never>(
    types: readonly [...Types],
    options?: Options<Keywords, D>,
  ): WithDefault<TUnion<Types>, D>;
  Array<Item extends TSchema, const D extends readonly InputOf<Item>[] = never>(
    items: Item,
    options?: Options<ArrayKeywords, D>,
  ): WithDefault<TArray<Item>, D>;
  Record<Value extends TSchema, const D extends Readonly<Record<string, InputOf<Value>>> = never>(
    key: TString,
    value: Value,
    options?: Options<ObjectKeywords, D>,
  ): WithDefault<TRecord<"^.*$", Value>, D>;
  Object<Properties extends TProperties, const D extends InputOf<TObject<Properties>> = never>(
    properties: Properties,
    options?: Options<ObjectKeywords, D>,
  ): WithDefault<TObject<Properties>, D>;
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

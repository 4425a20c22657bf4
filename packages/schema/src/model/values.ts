import type { Static, TArray, TObject, TOptional, TProperties, TRecord, TSchema } from "typebox";

/** A value as it comes out of the model: every default filled in, so every key that is not `Optional` is there. */
export type ValuesOf<Schema extends TSchema> = Static<Schema>;

/** A value as it may be written: keys with a default, and objects made of such keys alone, may be left out. */
export type InputOf<Schema extends TSchema> =
  Schema extends TObject<infer Properties>
    ? InputObject<Properties>
    : Schema extends TArray<infer Item>
      ? readonly InputOf<Item>[]
      : Schema extends TRecord<string, infer Value>
        ? { readonly [key: string]: InputOf<Value> }
        : ReadonlyObject<Static<Schema>>;

// Keys are remapped and not listed: so an editor finds a key's field in the model, and shows the comment above it.
type InputObject<Properties extends TProperties> = Simplify<
  {
    readonly [Key in keyof Properties as MayBeLeftOut<Properties[Key]> extends true ? never : Key]: InputOf<
      Properties[Key]
    >;
  } & {
    readonly [Key in keyof Properties as MayBeLeftOut<Properties[Key]> extends true ? Key : never]?: InputOf<
      Properties[Key]
    >;
  }
>;

type RequiredKeys<Properties extends TProperties> = {
  [Key in keyof Properties]: MayBeLeftOut<Properties[Key]> extends true ? never : Key;
}[keyof Properties];

type MayBeLeftOut<Schema> =
  Schema extends TOptional<TSchema>
    ? true
    : Schema extends { readonly default: unknown }
      ? true
      : Schema extends TObject<infer Properties>
        ? [RequiredKeys<Properties>] extends [never]
          ? true
          : false
        : false;

/** Any part of an input: what one layer over others may hold. Lists and maps of plain data are replaced whole. */
export type PartialInput<Input> = Input extends readonly unknown[]
  ? Input
  : Input extends object
    ? { readonly [Key in keyof Input]?: PartialInput<Input[Key]> }
    : Input;

type ReadonlyObject<T> = T extends object ? Readonly<T> : T;

type Simplify<T> = { [Key in keyof T]: T[Key] } & {};

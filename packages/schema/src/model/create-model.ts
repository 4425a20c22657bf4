import { dataFault, type Issue, type JsonSchema } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import type { AjvError } from "../validate/ajv-error.ts";
import type { Complete } from "../validate/fill-defaults.ts";
import { layOver } from "../validate/lay-over.ts";
import { notDataIssue } from "../validate/not-data-issue.ts";
import { ofNulls } from "../validate/of-nulls.ts";
import { toIssues } from "../validate/to-issues.ts";
import type { Verdict } from "../validate/verdict-source.ts";
import type { InputOf, ValuesOf } from "./values.ts";

/** A TypeBox schema made usable: its draft-07 form, its defaults, its validator. */
export interface Model<Schema extends TSchema = TSchema> {
  readonly name: string;
  /** Self-contained draft-07, as Helm gets it. */
  readonly schema: JsonSchema;
  /** The value with every default filled in, in the model's order; what does not fit is passed through. */
  readonly fill: (value: unknown) => unknown;
  /** The value with every default filled in, and every issue of it: none when it is valid. */
  readonly complete: (value: unknown) => { readonly value: unknown; readonly issues: readonly Issue[] };
  /**
   * Every issue that Helm would find in values of a user's: laid over the chart's own, where a null takes a key away,
   * and then judged as they are. Defaults reach no items of lists and no entries of maps, since they are the chart's
   * `values.yaml` to Helm, and not the schema's.
   *
   * @param own - what the chart's `values.yaml` holds. @default every default of the model
   */
  readonly validate: (values: unknown, own?: unknown) => readonly Issue[];
  /** Whether a bundle holds it, whose making has refused what is wrong with it; to ask for its schema reads a file then. */
  readonly isBundled?: true;
  /** Only for the type system: see `Values` and `ValuesInput`. Absent at run time. */
  readonly "~schema"?: Schema;
}

/** What a model's values are once the defaults are in. */
export type Values<M extends Model> = M extends Model<infer Schema> ? ValuesOf<Schema> : never;

/** What a model's values may be when written: keys with a default may be left out. */
export type ValuesInput<M extends Model> = M extends Model<infer Schema> ? InputOf<Schema> : never;

const noIssues: readonly Issue[] = Object.freeze([]);

/** What a model is made of. */
export interface ModelParts {
  readonly schema: () => JsonSchema;
  readonly complete: Complete;
  readonly accepts: Verdict;
  /** Everything that ajv has against a value that is not valid. */
  readonly errorsOf: (value: unknown) => readonly AjvError[];
  readonly isBundled?: true;
}

/** Makes a model of a schema that is checked and compiled. */
export function createModel<Schema extends TSchema>(
  name: string,
  { schema, complete, accepts, errorsOf, isBundled }: ModelParts,
): Model<Schema> {
  let made: JsonSchema | undefined;
  const model: Model<Schema> = {
    name,
    ...(isBundled && { isBundled }),
    get schema() {
      made ??= schema();
      return made;
    },
    fill: (value) => complete(value).value,
    complete(given) {
      const { value, isValid } = complete(given);
      return { value, issues: isValid ? noIssues : toIssues(errorsOf(value), model.schema, value) };
    },
    validate(values, own = complete({}).value) {
      const fault = dataFault(values);
      if (fault) return [notDataIssue(fault)];
      const laid = layOver(own, values);
      return accepts(laid) ? noIssues : ofNulls(toIssues(errorsOf(laid), model.schema, laid), values);
    },
  };
  return model;
}

import type { TObject } from "typebox";
import type { Model } from "./create-model.ts";
import { defineModel } from "./define-model.ts";
import { ModelError } from "./model-error.ts";
import { type FieldOptions, Type } from "./type.ts";

/** A Helm chart and the model of its values. */
export interface Chart<Schema extends TObject = TObject> extends Model<Schema> {
  /** The chart's folder, from the folder of `chartmodel.config.*`. */
  readonly path: string;
}

/** What a chart's model is made of. */
export interface ChartDefinition<Schema extends TObject> {
  /** The chart's name, as in its `Chart.yaml`. */
  readonly name: string;
  /** The chart's folder, from the folder of `chartmodel.config.*`. @default `charts/<name>` */
  readonly path?: string;
  /** One TypeBox object: everything that `values.yaml` may hold. */
  readonly values: Schema;
}

/** Helm puts `global` into the values of every chart, so every chart's schema has to allow it. */
const helmGlobal = Type.Optional(
  Type.Object(
    {},
    {
      description: "Values that Helm shares with subcharts.",
      additionalProperties: Type.Unsafe<unknown>({}),
    },
  ),
);

/**
 * Makes a chart of its TypeBox model: types, `values.schema.json`, validator, `values.yaml` and table come from it.
 *
 * @throws {ModelError} naming every place that Helm would read differently.
 * @example
 * ```ts
 * export const web = defineChart({
 *   name: "web",
 *   values: Type.Object({ replicas: Type.Integer({ description: "Pods to run.", minimum: 1, default: 2 }) }),
 * });
 * type WebValues = Values<typeof web>; // { replicas: number }
 * ```
 */
export function defineChart<Schema extends TObject>(definition: ChartDefinition<Schema>): Chart<Schema> {
  const { name, path = `charts/${name}`, values } = definition;
  if ("global" in values.properties) {
    throw new ModelError(name, [
      { path: "global", reason: "Helm owns this key: it is allowed without being modelled" },
    ]);
  }
  const { properties, required: _derived, type: _object, ...options } = values;
  const model = defineModel({
    name,
    values: Type.Object({ ...properties, global: helmGlobal }, options as FieldOptions),
  });
  return Object.assign(model as unknown as Model<Schema>, { path });
}

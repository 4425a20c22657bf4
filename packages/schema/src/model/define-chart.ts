import { isRecord } from "@chartmodel/json-schema";
import type { TObject, TSchema } from "typebox";
import type { Model } from "./create-model.ts";
import { defineModel } from "./define-model.ts";
import { ModelError } from "./model-error.ts";
import { type FieldOptions, Type } from "./type.ts";
import { FreeForm } from "./types/free-form.ts";

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

/**
 * Helm puts `global` into the values of every chart, with what parent and sibling charts want shared: so it is open
 * beside what is modelled of it.
 */
function openGlobal(chart: string, global: TSchema = Type.Optional(sharedValues)): TSchema {
  if (!("properties" in global))
    throw new ModelError(chart, [
      { path: "global", reason: "Helm puts an object here: model it as Type.Object" },
    ]);
  // TypeBox keeps in hidden properties whether a key is optional.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(global)) as TObject;
  return Object.assign(copy, { additionalProperties: FreeForm(), ...global });
}

const sharedValues = Type.Object({}, { description: "Values that Helm shares with subcharts." });

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
  if (!isRecord(values) || !isRecord(values.properties))
    throw new ModelError(name, [
      { path: "", reason: "the values of a chart are a map: model them as Type.Object" },
    ]);
  const { properties, required: _derived, type: _object, ...options } = values;
  const model = defineModel({
    name,
    values: Type.Object(
      { ...properties, global: openGlobal(name, properties["global"]) },
      options as FieldOptions,
    ),
  });
  return Object.assign(model as unknown as Model<Schema>, { path });
}

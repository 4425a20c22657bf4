import type { TSchema } from "typebox";
import { compileModel } from "./compile-model.ts";
import type { Model } from "./create-model.ts";
import { emitSchema } from "./emit-schema.ts";
import { ModelError } from "./model-error.ts";
import { portabilityProblems } from "./portability.ts";
import { wrongDefaults } from "./wrong-defaults.ts";

/** Every model that was defined in this process: what a bundle of a configuration needs compiled. */
export const definedModels = new Map<string, Model>();

/**
 * Makes a model of a TypeBox schema.
 *
 * @throws {ModelError} naming every place that Helm would read differently, and every default that is not valid.
 */
export function defineModel<Schema extends TSchema>(definition: {
  name: string;
  values: Schema;
}): Model<Schema> {
  const { name, values } = definition;
  const schema = emitSchema(values);
  const problems = portabilityProblems(schema);
  if (problems.length > 0) throw new ModelError(name, problems);
  const model = compileModel<Schema>(name, schema);
  const wrong = wrongDefaults(schema);
  if (wrong.length > 0) throw new ModelError(name, wrong);
  definedModels.set(name, model as unknown as Model);
  return model;
}

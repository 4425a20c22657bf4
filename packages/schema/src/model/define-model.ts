import type { JsonSchema } from "@chartmodel/json-schema";
import type { TSchema } from "typebox";
import { compileModel } from "./compile-model.ts";
import type { Model } from "./create-model.ts";
import { definedModels } from "./defined-models.ts";
import { emitSchema } from "./emit-schema.ts";
import { malformedProblems } from "./malformed-problems.ts";
import { ModelError } from "./model-error.ts";
import type { ModelProblem } from "./model-problem.ts";
import { notDataProblems } from "./not-data-problems.ts";
import { portabilityProblems } from "./portability.ts";
import { wrongDefaults } from "./wrong-defaults.ts";

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
  // Each time: what was kept of a model is found by its JSON, to which this is no part of it.
  refuse(name, notDataProblems(values as JsonSchema));
  const schema = emitSchema(values);
  const model = compileModel<Schema>(name, schema, () => {
    refuse(name, malformedProblems(schema));
    refuse(name, portabilityProblems(schema));
    refuse(name, wrongDefaults(schema));
  });
  definedModels.push(model as unknown as Model);
  return model;
}

function refuse(name: string, problems: readonly ModelProblem[]): void {
  if (problems.length > 0) throw new ModelError(name, problems);
}

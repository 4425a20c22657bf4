import type { JsonSchema } from "@chartmodel/json-schema";
import type { ModelParts } from "../model/create-model.ts";
import { type CompiledCheck, errorsOf } from "../validate/ajv-error.ts";
import type { ModelCode } from "../validate/fill-defaults.ts";

/** A model as a bundle holds it. */
export interface CompiledModel {
  /** The schema without its definitions, which only its own file and the check need. */
  readonly body: () => JsonSchema;
  /** Absent where the schema has none. */
  readonly definitions?: () => Readonly<Record<string, JsonSchema>>;
  /** Loads what is generated for the model. */
  readonly code: () => ModelCode;
  /** Loads the check that collects every error: half a megabyte of code, so not before a value is wrong. */
  readonly check: () => CompiledCheck;
}

/** The models of a bundle, by name; filled by the bundle's own module before the configuration runs. */
export const compiledModels = new Map<string, CompiledModel>();

/** The parts of a bundled model. @throws {Error} if the bundle was made without it. */
export function compiledModel(name: string): ModelParts {
  const compiled = compiledModels.get(name);
  if (!compiled) throw new Error(`the model ${JSON.stringify(name)} was not compiled into this bundle`);
  const { body, definitions } = compiled;
  const schema = (): JsonSchema =>
    definitions
      ? Object.defineProperty({ ...body() }, "definitions", { get: definitions, enumerable: true })
      : body();
  let code: ModelCode | undefined;
  const loaded = (): ModelCode => {
    code ??= compiled.code();
    return code;
  };
  return {
    schema,
    complete: (value) => loaded().complete(value),
    accepts: (value) => loaded().accepts(value),
    errorsOf: (value) => errorsOf(compiled.check(), value),
    isBundled: true,
  };
}

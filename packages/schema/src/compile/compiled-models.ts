import type { ModelParts } from "../model/create-model.ts";
import type { JsonSchema } from "../model/json-schema.ts";
import type { AjvError, CompiledCheck } from "../validate/ajv-error.ts";
import type { FillDefaults } from "../validate/fill-defaults.ts";

/** A model as a bundle holds it. */
export interface CompiledModel {
  /** The schema without its definitions, which only its own file and the check need. */
  readonly body: () => JsonSchema;
  readonly fill: FillDefaults;
  /** Absent where the schema has none. */
  readonly definitions?: () => Readonly<Record<string, JsonSchema>>;
  /** Loads the precompiled check: half a megabyte of code, so not before a value has to be checked. */
  readonly check: () => CompiledCheck;
}

/** The models of a bundle, by name; filled by the bundle's own module before the configuration runs. */
export const compiledModels = new Map<string, CompiledModel>();

/** Values, as JSON, that a check has already found valid: they need not be checked again. */
export const knownValid = new Set<string>();

/** The key of a value in {@link knownValid}. */
export function validKey(model: string, value: unknown): string {
  return `${model} ${JSON.stringify(value)}`;
}

/** The parts of a bundled model. @throws {Error} if the bundle was made without it. */
export function compiledModel(name: string): ModelParts {
  const compiled = compiledModels.get(name);
  if (!compiled) throw new Error(`the model ${JSON.stringify(name)} was not compiled into this bundle`);
  const { body, definitions } = compiled;
  const schema = (): JsonSchema =>
    definitions
      ? Object.defineProperty({ ...body() }, "definitions", { get: definitions, enumerable: true })
      : body();
  let loaded: CompiledCheck | undefined;
  const check = (value: unknown): boolean => {
    if (knownValid.size > 0 && knownValid.has(validKey(name, value))) return true;
    loaded ??= compiled.check();
    const isValid = loaded(value);
    lazyCheck.errors = loaded.errors ?? null;
    return isValid;
  };
  const lazyCheck: CompiledCheck = Object.assign(check, { errors: null as readonly AjvError[] | null });
  return { schema, fill: compiled.fill, check: lazyCheck };
}

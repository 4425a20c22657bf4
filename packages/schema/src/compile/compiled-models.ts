import type { JsonSchema } from "@chartmodel/json-schema";
import type { ModelParts } from "../model/create-model.ts";
import { type CompiledCheck, errorsOf } from "../validate/ajv-error.ts";
import type { FillDefaults } from "../validate/fill-defaults.ts";

/** A model as a bundle holds it. */
export interface CompiledModel {
  /** The schema without its definitions, which only its own file and the check need. */
  readonly body: () => JsonSchema;
  /** Loads the function that fills the defaults in. */
  readonly fill: () => FillDefaults;
  /** Absent where the schema has none. */
  readonly definitions?: () => Readonly<Record<string, JsonSchema>>;
  /** Loads the check that only tells whether a value is valid, and does so faster: not before one has to be checked. */
  readonly verdict: () => CompiledCheck;
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
  let fill: FillDefaults | undefined;
  let verdict: CompiledCheck | undefined;
  const isValid = (value: unknown): boolean => {
    verdict ??= compiled.verdict();
    return verdict(value);
  };
  const fillDefaults = (value: unknown): unknown => {
    fill ??= compiled.fill();
    return fill(value);
  };
  return { schema, fill: fillDefaults, isValid, errorsOf: (value) => errorsOf(compiled.check(), value) };
}

import type { JsonSchema } from "@chartmodel/json-schema";

/** The part of ajv's verbose error object that issues are made from. */
export interface AjvError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  /** The key that is wrong, in the errors that say why. */
  readonly propertyName?: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword. */
  readonly parentSchema?: JsonSchema;
  /** The value that the keyword refused. */
  readonly data?: unknown;
}

/** A validation function as ajv compiles it, in process or as standalone code. */
export interface CompiledCheck {
  (value: unknown): boolean;
  errors?: readonly AjvError[] | null;
}

/** What a check has against a value; empty when it is valid. */
export function errorsOf(check: CompiledCheck, value: unknown): readonly AjvError[] {
  return check(value) ? [] : (check.errors ?? []);
}

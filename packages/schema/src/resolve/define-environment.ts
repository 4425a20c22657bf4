import type { Model, ValuesInput } from "../model/create-model.ts";
import type { PartialInput } from "../model/values.ts";

/** Where in the source an environment was defined: for `explain` and for messages. */
export interface SourcePosition {
  /** Path of the file, absolute. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One environment as written: values of the environment model, any part of them where it extends another. */
export type EnvironmentInput<
  M extends Model = Model,
  Name extends string = string,
  Extends extends string | EnvironmentSource = string | EnvironmentSource,
> = {
  readonly name: Name;
  /** Name of another environment of the project, or an environment itself. */
  readonly extends?: Extends | undefined;
  // Not a union of the two: an editor shows what is said of a key only where one type has it.
} & ([Extends] extends [never] ? ValuesInput<M> : PartialInput<ValuesInput<M>>);

/** An environment as the project keeps it. */
export interface EnvironmentSource<Name extends string = string, Parent extends string = string> {
  readonly name: Name;
  readonly extends?: Parent | EnvironmentSource;
  /** What it sets itself, without the defaults and without what it extends. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly position?: SourcePosition;
}

/** Set by a program that explains where values come from: finding the position costs microseconds an environment. */
export const sourceTracking = { enabled: false };

/** Separates an environment's name and parent from its values, and remembers where it was written. */
function environmentSource(
  input: EnvironmentInput,
  caller: (...args: never[]) => unknown,
): EnvironmentSource {
  const { name, extends: parent, ...values } = input as EnvironmentInput & Record<string, unknown>;
  const position = sourceTracking.enabled ? callPosition(caller) : undefined;
  return {
    name,
    ...(parent !== undefined && { extends: parent as string | EnvironmentSource }),
    values,
    ...(position && { position }),
  };
}

/** Defines an environment of a model; what it may extend by name is one of `Names`. */
export type DefineEnvironment<M extends Model, Names extends string = string> = <
  const Name extends string,
  const Extends extends Names | EnvironmentSource = never,
>(
  input: EnvironmentInput<M, Name, Extends>,
) => EnvironmentSource<Name, Extract<Extends, string>>;

/**
 * The function with which environments are defined: of an environment model those of the project itself, whose parents
 * `defineProject` looks at; of a project further ones, which may extend its own.
 *
 * @example
 * ```ts
 * export const defineEnvironment = environmentsOf(environmentModel);
 * export const qa = defineEnvironment({ name: "qa", extends: "staging", namespace: "todo-qa" });
 * ```
 */
export function environmentsOf<M extends Model>(model: M): DefineEnvironment<M>;
export function environmentsOf<M extends Model, Name extends string>(project: {
  readonly environment: M;
  readonly environments: ReadonlyMap<Name, EnvironmentSource>;
}): DefineEnvironment<M, Name>;
export function environmentsOf(_of: object) {
  return function defineEnvironment(input: EnvironmentInput): EnvironmentSource {
    return environmentSource(input, defineEnvironment);
  };
}

function callPosition(caller: (...args: never[]) => unknown): SourcePosition | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (_error, [frame]) => frame;
    const holder: { stack?: NodeJS.CallSite | undefined } = {};
    Error.captureStackTrace(holder, caller);
    const frame = holder.stack;
    const name = frame?.getFileName();
    if (!frame || !name) return undefined;
    const file = name.startsWith("file:") ? decodeURIComponent(new URL(name).pathname) : name;
    return { file, line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 };
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

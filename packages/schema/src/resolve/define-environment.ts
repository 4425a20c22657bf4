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

/** One environment as written: values of the environment model, and what it extends. */
export type EnvironmentInput<M extends Model = Model> =
  | ({ readonly name: string; readonly extends?: undefined } & ValuesInput<M>)
  | ({
      readonly name: string;
      /** Name of another environment of the project, or an environment itself. */
      readonly extends: string | EnvironmentSource;
    } & PartialInput<ValuesInput<M>>);

/** An environment as the project keeps it. */
export interface EnvironmentSource {
  readonly name: string;
  readonly extends?: string | EnvironmentSource;
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

/**
 * The function with which a project's environments are defined, typed by its environment model.
 *
 * @example
 * ```ts
 * export const defineEnvironment = environmentsOf(environmentModel);
 * export const qa = defineEnvironment({ name: "qa", extends: "staging", namespace: "todo-qa" });
 * ```
 */
export function environmentsOf<M extends Model>(_model: M) {
  return function defineEnvironment(input: EnvironmentInput<M>): EnvironmentSource {
    return environmentSource(input as EnvironmentInput, defineEnvironment);
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

import type { CallAnswer } from "./messages.ts";

/**
 * A function that a program reaches by `std.native("name")`: from data to data that JSON can hold, at once, with as many
 * parameters as are declared.
 */
export type NativeFunction = (...args: never[]) => unknown;

/** Calls a function for a program. Whatever it does comes back as an answer: the program waits for one. */
export function callNative(name: string, native: NativeFunction, args: readonly unknown[]): CallAnswer {
  try {
    return {
      value: JSON.parse(
        jsonOf(`the native function ${JSON.stringify(name)} gave`, native(...(args as never[]))),
      ),
    };
  } catch (error) {
    const message: unknown = (error as Partial<Error> | null | undefined)?.message;
    return { error: typeof message === "string" && message !== "" ? message : "the function failed" };
  }
}

/**
 * The JSON of data. A key that is `undefined` is left out, as everywhere in JSON.
 *
 * @param subject - what the sentence about what is no data begins with.
 * @throws {TypeError} for what JSON cannot hold.
 */
export function jsonOf(subject: string, given: unknown): string {
  const above: unknown[] = [];
  return JSON.stringify(given, function (this: unknown, key, value: unknown) {
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    const isKey = above.length > 0 && !Array.isArray(this);
    const fault = above.includes(value) ? "what holds itself" : faultOf(value);
    if (fault !== undefined && !(isKey && value === undefined)) {
      const place = above.length > 0 ? ` at ${JSON.stringify(key)}` : "";
      throw new TypeError(
        `${subject} ${fault}${place}: let it be data that JSON can hold, and null for nothing`,
      );
    }
    if (typeof value === "object" && value !== null) above.push(value);
    return value;
  });
}

const noData: Readonly<Record<string, string>> = {
  undefined: "nothing",
  function: "a function",
  symbol: "a symbol",
  bigint: "a BigInt",
};

function faultOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : "half of a surrogate pair";
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  if (typeof (value as { then?: unknown } | null | undefined)?.then === "function") return "a Promise";
  return noData[typeof value];
}

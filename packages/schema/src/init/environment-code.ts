import { isDeepStrictEqual } from "node:util";
import { isRecord } from "@chartmodel/json-schema";
import type { Field } from "./field.ts";
import { type Code, type Entry, literal, object } from "./print-code.ts";

/** What an environment sets of a chart's values: those that differ from the model's defaults. */
export function environmentCode(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Code {
  return object(entriesOf(fields, values));
}

function entriesOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Entry[] {
  return fields.flatMap(({ key, shape, fallback }): Entry[] => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined || isDeepStrictEqual(value, fallback)) return [];
    if (shape.kind !== "object" || !isRecord(value)) return [[key, literal(value)]];
    const inner = entriesOf(shape.fields, value);
    return inner.length > 0 || fallback === undefined ? [[key, object(inner)]] : [];
  });
}

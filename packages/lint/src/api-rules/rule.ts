import { isRecord } from "@chartmodel/json-schema";
import type { Format } from "./formats.ts";

/** What the API server would refuse in a value: where below it, what it asks for, and what it is there instead. */
export interface Refusal {
  /** The way from the value that was looked at; `[]` unless said. */
  readonly at?: readonly (string | number)[];
  readonly expected: string;
  /** The value at that place, unless said: a key of a map is no value. */
  readonly received?: string;
}

/** Looks at one value. What has another type is the schema's to refuse: a check passes it by. */
export type Check = (value: unknown, manifest: Readonly<Record<string, unknown>>) => Iterable<Refusal>;

/**
 * A rule of the API server: a place in the object, and what it must be there. A place is a path such as
 * `spec.ports[].name`: `[]` stands for every element, `*` for every key of a map, `a|b` for either key.
 */
export type Rule = readonly [place: string, check: Check];

/** Rules of a part of an object, for where that part stands. */
export function below(place: string, rules: readonly Rule[]): Rule[] {
  return rules.map(([path, check]) => [path === "" ? place : `${place}.${path}`, check]);
}

/** Text of a format; the empty text too unless it stands for an absent one. */
export function text({ is, expected }: Format, { orEmpty = false } = {}): Check {
  return function* (value) {
    if (typeof value === "string" && !(orEmpty && value === "") && !is(value)) yield { expected };
  };
}

/** A map whose keys are of a format. */
export function keys({ is, expected }: Format): Check {
  return function* (value) {
    for (const key of Object.keys(recordOf(value)))
      if (!is(key)) yield { at: [key], expected: `under ${expected}`, received: JSON.stringify(key) };
  };
}

/** A number within bounds, both included. */
export function range(least: number, most = Number.POSITIVE_INFINITY): Check {
  const expected = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  return function* (value) {
    if (typeof value === "number" && (value < least || value > most)) yield { expected };
  };
}

/** One of the texts that are known. */
export function oneOf(...known: readonly string[]): Check {
  const expected = `one of ${known.join(", ")}`;
  return function* (value) {
    if (typeof value === "string" && !known.includes(value)) yield { expected };
  };
}

/** A map in which each of the keys has a value, and no empty one. */
export function needs(...wanted: readonly string[]): Check {
  return function* (value) {
    if (!isRecord(value)) return;
    for (const key of wanted)
      if (isEmpty(value[key])) yield { at: [key], expected: "a value: Kubernetes requires it" };
  };
}

/** A list with at least so many elements, and at most so many. */
export function length(least: number, most = Number.POSITIVE_INFINITY): Check {
  return function* (value) {
    if (!Array.isArray(value) || (value.length >= least && value.length <= most)) return;
    const expected = value.length < least ? `a list of at least ${least}` : `a list of at most ${most}`;
    yield { expected, received: `${value.length}` };
  };
}

/** A list of which no two elements agree in what `keyOf` tells; those of which it tells nothing may be many. */
export function unique(what: string, keyOf: (item: Record<string, unknown>) => string | undefined): Check {
  return function* (value) {
    const seen = new Set<string>();
    for (const [index, item] of itemsOf(value).entries()) {
      const key = keyOf(item);
      if (key === undefined) continue;
      if (seen.has(key))
        yield { at: [index], expected: `another ${what} than those before it`, received: key };
      seen.add(key);
    }
  };
}

/** Go takes the zero value of a plain field for an absent one. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

/** The maps of a list, each at its own index. */
export const itemsOf = (value: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map(recordOf) : [];

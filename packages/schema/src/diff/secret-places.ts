import {
  childrenOf,
  hasSecret,
  hidden,
  isNamedSecret,
  isRecord,
  type JsonSchema,
  keysOf,
  type PathSegments,
  partsOf,
  valueAt,
  valueChanges,
} from "@chartmodel/json-schema";
import type { Project } from "../project/define-project.ts";
import type { Evaluation } from "../project/evaluate.ts";

/** Where the values of a chart come of an environment's secrets, whether the chart's model says so or not. */
export type SecretPlaces = readonly PathSegments[];

/**
 * Finds them by another projection, of other secrets: what changes with them is of them. What stood there before may be
 * a secret that is known no more.
 *
 * @param key - of the chart.
 */
export function secretPlaces(
  { environment: { schema }, projection }: Pick<Project, "environment" | "projection">,
  { name, resolved: { value } }: Pick<Evaluation, "name" | "resolved">,
  key: string,
): SecretPlaces {
  const others = withOthers(value, partsOf(schema, schema), schema);
  if (valueChanges(value, others).length === 0) return [];
  const project = (given: unknown): unknown => {
    const values: unknown = projection({ name, ...(given as object) } as Parameters<typeof projection>[0]);
    return isRecord(values) ? values[key] : undefined;
  };
  try {
    return valueChanges(project(value), project(others)).map(({ path }) => path);
  } catch {
    // It may refuse what is no secret that it could have.
    return [];
  }
}

/** A value with `(hidden)` at such places. */
export function hideAt(places: SecretPlaces, value: unknown, path: PathSegments): unknown {
  const near = places.filter((place) => path.every((step, at) => at >= place.length || place[at] === step));
  if (value === undefined || near.length === 0) return value;
  if (near.some(({ length }) => length <= path.length)) return hidden;
  if (Array.isArray(value)) return value.map((item, at) => hideAt(near, item, [...path, at]));
  if (!isRecord(value)) return hidden;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hideAt(near, item, [...path, key])]),
  );
}

/** The texts at such places, and below them. */
export function textsAt(places: SecretPlaces, value: unknown): string[] {
  return places.flatMap((place) => textsOf(valueAt(value, place)));
}

/** The texts and numbers of which a value is made. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsOf);
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

/** Values with another text in the place of each that holds a secret: what is made of them differs with their secrets. */
export function withOtherTexts(value: unknown, isSecret: (text: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withOtherTexts(item, isSecret));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withOtherTexts(item, isSecret)]),
    );
  return textsOf(value).some(isSecret) ? otherThan(value) : value;
}

/** With another secret for each, and one for each that may be given and is not. */
function withOthers(value: unknown, parts: readonly JsonSchema[], root: JsonSchema): unknown {
  if (hasSecret(parts)) return otherThan(value);
  const below = (step: string | number) => childrenOf(parts, step).flatMap((child) => partsOf(child, root));
  if (Array.isArray(value)) return value.map((item, at) => withOthers(item, below(at), root));
  if (!isRecord(value)) return value;
  const keys = new Set([...Object.keys(value), ...keysOf(parts).filter((key) => hasSecret(below(key)))]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      isNamedSecret(value, key) ? otherThan(value[key]) : withOthers(value[key], below(key), root),
    ]),
  );
}

/** Of the same form, so that what reads it as an address, say, still can. */
function otherThan(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return value === "" ? "another" : value.replace(/[a-y0-8]/gi, next).replace(/[z9]$/i, "a");
    case "number":
      return value + 1;
    case "boolean":
      return !value;
    case "undefined":
      return "another";
  }
  if (Array.isArray(value)) return value.map(otherThan);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, otherThan(item)]));
}

const next = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 1);

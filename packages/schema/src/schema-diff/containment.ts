import { isDeepStrictEqual } from "node:util";
import { dereference, isAnnotation, type JsonSchema, referenceOf } from "@chartmodel/json-schema";
import { createFillDefaults, fillSource } from "../validate/fill-defaults.ts";
import { createVerdict } from "./verdict.ts";

/** What a step of a place may be besides a key: an item of a list, or an entry of a map under a key of its own. */
export const anyItem = Symbol("item");
export const anyKey = Symbol("entry");

/** From the whole to a place: keys, items, entries. */
export type PlacePath = readonly (string | typeof anyItem | typeof anyKey)[];

/** A place at which it is not proven that what one schema accepts is accepted by another. */
export interface OpenPlace {
  readonly path: PlacePath;
  /** The keyword that is in the way. */
  readonly keyword: string;
  /** What is said there of a value; `false` where none may be. */
  readonly before: JsonSchema | boolean;
  readonly after: JsonSchema | boolean;
}

type Schema = JsonSchema | boolean;

/**
 * Where a schema may refuse what another accepts; nowhere is a proof that it refuses nothing of it. Each keyword of the
 * new schema must follow from the old one; one that looks at several parts of a value at once follows only from itself,
 * and only where missing parts are filled alike.
 */
export function openPlaces(before: JsonSchema, after: JsonSchema): OpenPlace[] {
  const places: OpenPlace[] = [];
  new Containment(before, after).compare(before, after, [], places);
  return places;
}

class Containment {
  readonly #before: JsonSchema;
  readonly #after: JsonSchema;
  readonly #sameDefinitions: boolean;
  /** Pairs of definitions that are being compared further up: a recursive kind holds itself. In them nothing is filled. */
  readonly #pending = new Set<string>();

  constructor(before: JsonSchema, after: JsonSchema) {
    this.#before = before;
    this.#after = after;
    this.#sameDefinitions = isDeepStrictEqual(before.definitions, after.definitions);
  }

  compare(oldSchema: Schema, newSchema: Schema, path: PlacePath, places: OpenPlace[]): void {
    if (newSchema === true || oldSchema === false) return;
    const open = (keyword: string) => places.push({ path, keyword, before: oldSchema, after: newSchema });
    if (newSchema === false) {
      open("false");
      return;
    }
    const given: JsonSchema = oldSchema === true ? {} : oldSchema;
    if (this.#sameDefinitions && isDeepStrictEqual(given, newSchema)) return;
    const old = target(given, this.#before);
    const now = target(newSchema, this.#after);
    if (old !== given || now !== newSchema) {
      const pair = JSON.stringify([given, newSchema]);
      if (this.#pending.has(pair)) return;
      this.#pending.add(pair);
      this.compare(old, now, path, places);
      this.#pending.delete(pair);
      return;
    }
    const members = old.const === undefined ? old.enum : [old.const];
    if (members && !members.some(isObject)) {
      const accepts = this.#verdict(now);
      if (!members.every((member) => accepts(member))) open("enum");
      return;
    }
    const branches = old.anyOf ?? old.oneOf;
    const isUnion = Object.keys(old).every((key) => saysNothing(key) || key === "anyOf" || key === "oneOf");
    if (branches && isUnion && this.#fillsNothingIn(old, now)) {
      for (const branch of branches) this.compare(branch, now, path, places);
      return;
    }
    for (const keyword of Object.keys(now)) {
      if (saysNothing(keyword)) continue;
      this.#compareKeyword(keyword, old, now, path, places, () => open(keyword));
    }
  }

  /** Whether it is proven, with nothing open. */
  #isContained(oldSchema: Schema, newSchema: Schema): boolean {
    const places: OpenPlace[] = [];
    this.compare(oldSchema, newSchema, [], places);
    return places.length === 0;
  }

  #compareKeyword(
    keyword: string,
    old: JsonSchema,
    now: JsonSchema,
    path: PlacePath,
    places: OpenPlace[],
    open: () => void,
  ): void {
    const types = typesOf(old);
    const kind = kinds[keyword];
    if (kind && !types.some((type) => kind.includes(type))) return;
    switch (keyword) {
      case "properties":
      case "patternProperties":
      case "additionalProperties":
        // The three are one: done once, at the first of them.
        if (keyword === ["properties", "patternProperties", "additionalProperties"].find((key) => key in now))
          this.#compareKeys(old, now, path, places);
        return;
      case "required":
        for (const key of now.required ?? []) {
          const child = now.properties?.[key];
          const isFilled = child !== undefined && this.#isFilledIn(child);
          const oldChild = old.properties?.[key];
          const mayBeLeftOut =
            !old.required?.includes(key) || (oldChild !== undefined && this.#isFilledIn(oldChild));
          if (!isFilled && mayBeLeftOut) open();
        }
        return;
      case "items":
      case "additionalItems":
        if (keyword === "items" || !("items" in now)) this.#compareItems(old, now, path, places, open);
        return;
      case "anyOf":
        if (this.#fillsNothingIn(old, now) && now.anyOf?.some((branch) => this.#isContained(old, branch)))
          return;
        break;
      case "allOf":
        if (!this.#fillsNothingIn(...(now.allOf ?? []))) break;
        for (const part of now.allOf ?? []) this.compare(old, part, path, places);
        return;
      case "$ref": {
        const referred = dereference({ $ref: now.$ref as string }, this.#after);
        if (referred.$ref !== undefined) break;
        this.#pending.add("");
        this.compare(old, referred, path, places);
        this.#pending.delete("");
        return;
      }
      case "then":
      case "else":
        // Without `if` they say nothing; with it, it speaks for them.
        return;
      case "if":
        if (isDeepStrictEqual([old.then, old.else], [now.then, now.else])) break;
        open();
        return;
    }
    if (followsFromBounds(keyword, old, now, types)) return;
    if (isDeepStrictEqual(old[keyword as keyof JsonSchema], now[keyword as keyof JsonSchema])) {
      const isJoint = !simple.has(keyword);
      const isFilledAlike = this.#pending.size > 0 || fillSource(old) === fillSource(now);
      if (!isJoint || (this.#sameDefinitions && isFilledAlike)) return;
    }
    open();
  }

  #compareKeys(old: JsonSchema, now: JsonSchema, path: PlacePath, places: OpenPlace[]): void {
    const oldPatterns = Object.entries(old.patternProperties ?? {});
    const oldRest = old.additionalProperties ?? true;
    const keys = new Set([...Object.keys(old.properties ?? {}), ...Object.keys(now.properties ?? {})]);
    for (const key of keys) {
      const given = said(old, key);
      for (const after of said(now, key)) this.#compareOne(given, after, [...path, key], places);
      const child = now.properties?.[key];
      const isGiven = child !== undefined && (now.required?.includes(key) || child.default !== undefined);
      if (!isGiven || !this.#isFilledIn(child) || isDeepStrictEqual(given, [child])) continue;
      if (!this.#verdict(child)(undefined))
        places.push({ path: [...path, key], keyword: "default", before: given[0] ?? true, after: child });
    }
    for (const [pattern, schema] of oldPatterns)
      for (const after of saidByPattern(now, pattern)) this.compare(schema, after, [...path, anyKey], places);
    for (const after of [now.additionalProperties ?? true, ...Object.values(now.patternProperties ?? {})])
      this.compare(oldRest, after, [...path, anyKey], places);
  }

  /** Whether a part that nobody gives is filled in. */
  #isFilledIn(schema: JsonSchema): boolean {
    return this.#pending.size === 0 && createFillDefaults(schema)(undefined) !== undefined;
  }

  /** Whether values are checked against these schemas as they are given. */
  #fillsNothingIn(...schemas: readonly JsonSchema[]): boolean {
    return this.#pending.size > 0 || schemas.every((schema) => fillSource(schema) === fillSource({}));
  }

  #verdict(schema: JsonSchema) {
    return createVerdict(
      { ...schema, ...(this.#after.definitions && { definitions: this.#after.definitions }) },
      "a part",
    );
  }

  /** Of all that the old schema says of a value, one is enough for a proof. */
  #compareOne(before: readonly Schema[], after: Schema, path: PlacePath, places: OpenPlace[]): void {
    if (before.length > 1 && before.some((schema) => this.#isContained(schema, after))) return;
    this.compare(before[0] ?? true, after, path, places);
  }

  #compareItems(
    old: JsonSchema,
    now: JsonSchema,
    path: PlacePath,
    places: OpenPlace[],
    open: () => void,
  ): void {
    if (Array.isArray(old.items) || Array.isArray(now.items)) {
      const same = (schema: JsonSchema) => [schema.items, schema.additionalItems];
      if (!isDeepStrictEqual(same(old), same(now)) || !this.#sameDefinitions) open();
      return;
    }
    this.compare(
      (old.items as Schema | undefined) ?? true,
      (now.items as Schema | undefined) ?? true,
      [...path, anyItem],
      places,
    );
  }
}

/** Keywords that look at a scalar, or at the number of parts: nothing is filled into what they look at. */
const simple = new Set([
  "type",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
]);

const numbers = ["number", "integer"];

/** The types of values that a keyword looks at. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  minimum: numbers,
  maximum: numbers,
  exclusiveMinimum: numbers,
  exclusiveMaximum: numbers,
  multipleOf: numbers,
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
  items: ["array"],
  additionalItems: ["array"],
  contains: ["array"],
  minItems: ["array"],
  maxItems: ["array"],
  uniqueItems: ["array"],
  properties: ["object"],
  patternProperties: ["object"],
  additionalProperties: ["object"],
  propertyNames: ["object"],
  minProperties: ["object"],
  maxProperties: ["object"],
  required: ["object"],
  dependencies: ["object"],
};

/** Extensions of others say nothing of what is valid either. */
const saysNothing = (keyword: string): boolean => isAnnotation(keyword) || keyword.startsWith("x-");

const allTypes = ["string", "number", "integer", "boolean", "object", "array", "null"];

function typesOf({ type, enum: members, const: only }: JsonSchema): readonly string[] {
  if (type !== undefined) return [type].flat();
  const values = only === undefined ? members : [only];
  return values ? [...new Set(values.map(typeOf))] : allTypes;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

/** Whether a keyword about a scalar follows from what the old schema has. */
function followsFromBounds(
  keyword: string,
  old: JsonSchema,
  now: JsonSchema,
  types: readonly string[],
): boolean {
  const members = old.const === undefined ? old.enum : [old.const];
  const least = Math.max(old.minimum ?? -Infinity, old.exclusiveMinimum ?? -Infinity);
  const most = Math.min(old.maximum ?? Infinity, old.exclusiveMaximum ?? Infinity);
  switch (keyword) {
    case "type": {
      const allowed = [now.type ?? []].flat() as string[];
      return types.every(
        (type) => allowed.includes(type) || (type === "integer" && allowed.includes("number")),
      );
    }
    case "enum":
    case "const": {
      const allowed = now.const === undefined ? (now.enum ?? []) : [now.const];
      return (
        members?.every(
          (member) => !isObject(member) && allowed.some((other) => isDeepStrictEqual(member, other)),
        ) ?? false
      );
    }
    case "minimum":
      return least >= (now.minimum as number);
    case "maximum":
      return most <= (now.maximum as number);
    case "exclusiveMinimum":
      return (
        (old.minimum ?? -Infinity) > (now.exclusiveMinimum as number) ||
        (old.exclusiveMinimum ?? -Infinity) >= (now.exclusiveMinimum as number)
      );
    case "exclusiveMaximum":
      return (
        (old.maximum ?? Infinity) < (now.exclusiveMaximum as number) ||
        (old.exclusiveMaximum ?? Infinity) <= (now.exclusiveMaximum as number)
      );
    case "multipleOf":
      return old.multipleOf !== undefined && Number.isInteger(old.multipleOf / (now.multipleOf as number));
    case "minLength":
    case "minItems":
      return (old[keyword] ?? 0) >= (now[keyword] as number);
    case "maxLength":
    case "maxItems":
      return (old[keyword] ?? Infinity) <= (now[keyword] as number);
    case "uniqueItems":
      return now.uniqueItems === false || old.maxItems === 0 || old.maxItems === 1;
    default:
      return false;
  }
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** All that a schema says of what is under a key. */
function said(
  { properties = {}, patternProperties = {}, additionalProperties = true }: JsonSchema,
  key: string,
): Schema[] {
  const named = Object.hasOwn(properties, key) ? [properties[key] as Schema] : [];
  const matching = Object.entries(patternProperties).flatMap(([pattern, schema]) =>
    matches(pattern, key) ? [schema] : [],
  );
  const found = [...named, ...matching];
  return found.length > 0 ? found : [additionalProperties];
}

/** All that a schema may say of what is under a key that matches a pattern, about which nothing else is known. */
function saidByPattern(
  { patternProperties = {}, properties = {}, additionalProperties = true }: JsonSchema,
  pattern: string,
): Schema[] {
  const same = Object.hasOwn(patternProperties, pattern)
    ? [patternProperties[pattern] as Schema]
    : [additionalProperties];
  const others = Object.entries(patternProperties).flatMap(([other, schema]) =>
    other === pattern ? [] : [schema as Schema],
  );
  const named = Object.entries(properties).flatMap(([key, schema]) =>
    matches(pattern, key) ? [schema as Schema] : [],
  );
  return [...same, ...others, ...named];
}

function matches(pattern: string, key: string): boolean {
  try {
    return new RegExp(pattern, "u").test(key);
  } catch {
    return true;
  }
}

/** The definition that a schema is, where it says nothing else of a value. */
function target(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const isPlain = Object.keys(schema).every((key) => saysNothing(key) || key === "$ref" || key === "allOf");
  return isPlain && referenceOf(schema) !== undefined ? dereference(schema, root) : schema;
}

import { isDeepStrictEqual } from "node:util";
import {
  dereference,
  isRecord,
  type JsonSchema,
  matchesPattern,
  referenceOf,
  schemasUnder,
} from "@chartmodel/json-schema";
import { followsFromBounds, isKnown, kinds, saysNothing, simple, typesOf } from "./keyword-facts.ts";
import { createCheck } from "./verdict.ts";

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
  /** Where keys must be given: those that may be missing. */
  readonly missing?: readonly string[];
}

type Schema = JsonSchema | boolean;

/** Most pairs that are compared: definitions that refer to each other several times have more places than can be told. */
const most = 100_000;

/**
 * Where a schema may refuse what another accepts; nowhere is a proof that it refuses nothing of it. Values are laid over
 * the chart's own as Helm does, so a proof at a place is about what users give there, and about what the chart has where
 * they give nothing. Each keyword of the new schema must follow from the old one; one that looks at several parts of a
 * value at once follows only from itself, and only where the chart's own parts are the same.
 *
 * @param own - the chart's values before and after.
 */
export function openPlaces(before: JsonSchema, after: JsonSchema, own: OwnValues): OpenPlace[] {
  const places: OpenPlace[] = [];
  if (before.$schema !== after.$schema && !isDeepStrictEqual(before, after))
    places.push({ path: [], keyword: "$schema", before, after });
  new Containment(before, after).compare(before, after, { path: [], own }, places);
  return places;
}

/** What the chart itself has at a place; `undefined` where it has nothing. */
export interface OwnValues {
  readonly before: unknown;
  readonly after: unknown;
}

interface Place {
  readonly path: PlacePath;
  readonly own: OwnValues;
}

class Containment {
  readonly #before: JsonSchema;
  readonly #after: JsonSchema;
  /** Whether equal schemas mean the same in both: what they refer to is equal too. */
  readonly #refersAlike: boolean;
  /** Pairs of definitions that are being compared further up: a recursive kind holds itself. */
  readonly #pending = new Set<string>();
  #compared = 0;

  constructor(before: JsonSchema, after: JsonSchema) {
    this.#before = before;
    this.#after = after;
    this.#refersAlike = [before, after].every((schema) => refersToDefinitions(schema))
      ? isDeepStrictEqual(before.definitions, after.definitions)
      : isDeepStrictEqual(before, after);
  }

  compare(oldSchema: Schema, newSchema: Schema, place: Place, places: OpenPlace[]): void {
    if (newSchema === true || oldSchema === false) return;
    if (++this.#compared > most) {
      places.push({ path: [], keyword: "$ref", before: this.#before, after: this.#after });
      return;
    }
    const { path, own } = place;
    const open = (keyword: string, missing?: readonly string[]) =>
      places.push({ path, keyword, before: oldSchema, after: newSchema, ...(missing && { missing }) });
    if (newSchema === false) {
      open("false");
      return;
    }
    const given: JsonSchema = oldSchema === true ? {} : oldSchema;
    if (this.#refersAlike && isDeepStrictEqual(given, newSchema) && isLaidAlike(own)) return;
    const old = target(given, this.#before);
    const now = target(newSchema, this.#after);
    if (old !== given || now !== newSchema) {
      const pair = JSON.stringify([given, newSchema, own.before, own.after]);
      if (this.#pending.has(pair)) return;
      this.#pending.add(pair);
      this.compare(old, now, place, places);
      this.#pending.delete(pair);
      return;
    }
    const [unknown] = [...unknownIn(old, this.#before), ...unknownIn(now, this.#after)];
    if (unknown !== undefined) {
      open(unknown);
      return;
    }
    const members = old.const === undefined ? old.enum : [old.const];
    if (members && !members.some((member) => typeof member === "object" && member !== null)) {
      const accepts = this.#check(now, this.#after);
      if (!members.every((member) => accepts(member) === true)) open("enum");
      return;
    }
    const branches = old.anyOf ?? old.oneOf;
    const isUnion = Object.keys(old).every((key) => saysNothing(key) || key === "anyOf" || key === "oneOf");
    if (branches && isUnion) {
      for (const branch of branches) this.compare(branch, now, place, places);
      return;
    }
    for (const keyword of Object.keys(now))
      if (!saysNothing(keyword))
        this.#compareKeyword(keyword, old, now, place, places, (missing) => open(keyword, missing));
  }

  /** Whether it is proven, with nothing open. */
  #isContained(oldSchema: Schema, newSchema: Schema, place: Place): boolean {
    const places: OpenPlace[] = [];
    this.compare(oldSchema, newSchema, place, places);
    return places.length === 0;
  }

  #compareKeyword(
    keyword: string,
    old: JsonSchema,
    now: JsonSchema,
    place: Place,
    places: OpenPlace[],
    open: (missing?: readonly string[]) => void,
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
          this.#compareKeys(old, now, place, places);
        return;
      case "required": {
        const missing = now.required?.filter((key) => !isAlwaysThere(key, old, place.own)) ?? [];
        if (missing.length > 0) open(missing);
        return;
      }
      case "items":
      case "additionalItems":
        if (keyword === "items" || !("items" in now)) this.#compareItems(old, now, place, places, open);
        return;
      case "anyOf":
        if (now.anyOf?.some((branch) => this.#isContained(old, branch, place))) return;
        break;
      case "allOf":
        for (const part of now.allOf ?? []) this.compare(old, part, place, places);
        return;
      case "$ref": {
        const referred = dereference({ $ref: now.$ref as string }, this.#after);
        if (referred.$ref === undefined) this.compare(old, referred, place, places);
        else open();
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
    const isSame = isDeepStrictEqual(old[keyword as keyof JsonSchema], now[keyword as keyof JsonSchema]);
    if (isSame && (simple.has(keyword) || (this.#refersAlike && isLaidAlike(place.own)))) return;
    open();
  }

  #compareKeys(old: JsonSchema, now: JsonSchema, { path, own }: Place, places: OpenPlace[]): void {
    const ownKeys = [own.before, own.after].flatMap((values) =>
      isRecord(values) ? Object.keys(values) : [],
    );
    const keys = new Set([
      ...Object.keys(old.properties ?? {}),
      ...Object.keys(now.properties ?? {}),
      ...ownKeys,
    ]);
    for (const key of keys) {
      const given = said(old, key);
      const below: Place = {
        path: [...path, key],
        own: { before: at(own.before, key), after: at(own.after, key) },
      };
      for (const after of said(now, key)) this.#compareOne(given, after, below, places);
      this.#compareOwn(given, said(now, key), old, key, below, places);
    }
    const entry: Place = { path: [...path, anyKey], own: { before: undefined, after: undefined } };
    for (const [pattern, schema] of Object.entries(old.patternProperties ?? {}))
      for (const after of saidByPattern(now, pattern)) this.compare(schema, after, entry, places);
    const oldRest = old.additionalProperties ?? true;
    for (const after of [now.additionalProperties ?? true, ...Object.values(now.patternProperties ?? {})])
      this.compare(oldRest, after, entry, places);
  }

  /** Where users give nothing under a key, what the chart has there must still be accepted if it was. */
  #compareOwn(
    before: readonly Schema[],
    after: readonly Schema[],
    { required = [] }: JsonSchema,
    key: string,
    { path, own }: Place,
    places: OpenPlace[],
  ): void {
    const open = () =>
      places.push({ path, keyword: "default", before: before[0] ?? true, after: after[0] ?? true });
    if (own.after === undefined) {
      // A null took the chart's own away, and now stays.
      if (own.before !== undefined && !required.includes(key) && after.some(refusesNull)) open();
      return;
    }
    const wasAccepted =
      own.before === undefined
        ? !required.includes(key)
        : before.every((schema) => this.#check(schema, this.#before)(own.before) !== false);
    const isAccepted = after.every((schema) => this.#check(schema, this.#after)(own.after) === true);
    if (wasAccepted && !isAccepted) open();
  }

  #check(schema: Schema, { $schema, definitions }: JsonSchema) {
    if (typeof schema === "boolean") return () => schema;
    const whole = {
      ...($schema !== undefined && { $schema }),
      ...schema,
      ...(definitions && { definitions }),
    };
    try {
      return createCheck(whole, "a part");
    } catch {
      // A part with a reference into the whole is not understood alone.
      return () => false;
    }
  }

  /** Of all that the old schema says of a value, one is enough for a proof. */
  #compareOne(before: readonly Schema[], after: Schema, place: Place, places: OpenPlace[]): void {
    if (before.length > 1 && before.some((schema) => this.#isContained(schema, after, place))) return;
    this.compare(before[0] ?? true, after, place, places);
  }

  #compareItems(old: JsonSchema, now: JsonSchema, place: Place, places: OpenPlace[], open: () => void): void {
    if (Array.isArray(old.items) || Array.isArray(now.items)) {
      const same = (schema: JsonSchema) => [schema.items, schema.additionalItems];
      if (!isDeepStrictEqual(same(old), same(now)) || !this.#refersAlike) open();
      return;
    }
    const item: Place = { path: [...place.path, anyItem], own: { before: undefined, after: undefined } };
    const [was, is] = [old.items, now.items] as [Schema | undefined, Schema | undefined];
    this.compare(was ?? true, is ?? true, item, places);
  }
}

/**
 * Whether a key is there in all that the old schema accepts, laid over the chart's own of now. Helm takes a key out that
 * users set to null, and its default with it: so a default is enough only for a key that was required, or unknown.
 */
function isAlwaysThere(key: string, old: JsonSchema, own: OwnValues): boolean {
  const isOwn = at(own.after, key) !== undefined;
  const given = said(old, key);
  if (!old.required?.includes(key)) return isOwn && given.some((schema) => schema === false);
  return at(own.before, key) === undefined ? !isOwn || given.some(refusesNull) : isOwn;
}

function refusesNull(schema: Schema): boolean {
  return schema !== true && (schema === false || !typesOf(schema).includes("null"));
}

/** Only where the chart has an object is something laid over it: a scalar or a list is replaced. */
function isLaidAlike({ before, after }: OwnValues): boolean {
  const laid = (values: unknown) => (isRecord(values) ? values : undefined);
  return isDeepStrictEqual(laid(before), laid(after));
}

const at = (values: unknown, key: string): unknown =>
  isRecord(values) && Object.hasOwn(values, key) ? values[key] : undefined;

/** Whether all references are to the root's definitions. */
function refersToDefinitions(schema: unknown, depth = 0): boolean {
  if (Array.isArray(schema)) return schema.every((item) => refersToDefinitions(item, depth + 1));
  if (!isRecord(schema)) return true;
  if ("$dynamicRef" in schema || "$recursiveRef" in schema || (depth > 0 && "$id" in schema)) return false;
  const { $ref } = schema;
  if (typeof $ref === "string" && !/^#\/definitions\/[^/%~]+$/.test($ref)) return false;
  return Object.values(schema).every((value) => refersToDefinitions(value, depth + 1));
}

/** All that a schema says of what is under a key. */
function said(schema: JsonSchema, key: string): Schema[] {
  return schemasUnder(schema, key).map((under) => under ?? true);
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
    matchesPattern(pattern, key) ? [schema as Schema] : [],
  );
  return [...same, ...others, ...named];
}

/** Keywords of which it is not known what they say. Below the root, a schema's name changes what its references mean. */
function unknownIn(schema: JsonSchema, root: JsonSchema): string[] {
  return Object.keys(schema).filter((keyword) => !isKnown(keyword) || (keyword === "$id" && schema !== root));
}

/** The definition that a schema is, where it says nothing else of a value. */
function target(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const [only, ...more] = Object.keys(schema).filter((key) => !saysNothing(key));
  // With a name of its own, a schema has definitions of its own.
  const isPlain = more.length === 0 && !("$id" in schema) && (only === "$ref" || only === "allOf");
  return isPlain && referenceOf(schema) !== undefined ? dereference(schema, root) : schema;
}

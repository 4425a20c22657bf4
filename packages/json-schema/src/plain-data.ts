import type { PathSegments } from "./path.ts";
import { unprintable } from "./unprintable-text.ts";

/** How deep lists and objects of values may be nested. */
const deepest = 100;

const tooLarge = "a whole number beyond 2^53, of which JavaScript loses the last digits";

const halfCharacter = "a text with half of a surrogate pair, which no file can hold";

/**
 * What a value is to JSON: `scalar`, `list`, `object`; of what JSON cannot hold, the words for it, such as `a Map`.
 */
export function plainKindOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? "scalar" : halfCharacter;
    case "boolean":
      return "scalar";
    case "number":
      if (!Number.isFinite(value)) return String(value);
      return Number.isInteger(value) && !Number.isSafeInteger(value) ? tooLarge : "scalar";
    case "bigint":
      return "a BigInt";
    case "undefined":
      return "nothing";
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
  }
  if (value === null) return "scalar";
  if (Array.isArray(value)) return "list";
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? "object" : `a ${tag}`;
}

/** Where a value is no plain data, and what it is there: `a Map`, `a part that holds itself`. */
export interface DataFault {
  readonly path: PathSegments;
  readonly found: string;
}

/**
 * The first place where a value is not what JSON and Helm can hold: strings, numbers, booleans, null, lists and objects
 * of these, at most 100 levels deep, no key `__proto__`, and no half of a surrogate pair. A key without a value is left
 * out of the data.
 */
export function dataFault(value: unknown): DataFault | undefined {
  // Nearly all values are data: telling so takes a tenth of the time of finding out where they are not.
  return isPlain(value, deepest, isWellFormed) ? undefined : findFault(value, [], new Set());
}

/**
 * Whether one walk finds neither a {@link dataFault} nor an unprintable text. Where it does not, they have to be looked
 * for: a whole surrogate pair, as of an emoji, is neither.
 */
export function isPrintableData(value: unknown): boolean {
  return isPlain(value, deepest, isPrintable);
}

const isPrintable = (text: string): boolean => !unprintableOrSurrogate.test(text);

/** Telling that there is none takes a fraction of the time of `isWellFormed`. */
const surrogate = /[\uD800-\uDFFF]/;

/** One class of characters: two are looked for one after the other. */
const unprintableOrSurrogate = new RegExp(`[${membersOf(surrogate)}${membersOf(unprintable)}]`);

function membersOf({ source }: RegExp): string {
  return source.slice(1, -1);
}

/** Whether a key is printable text, and not the one that sets a prototype. */
function isPrintableKey(key: string): boolean {
  if (printableKeys.has(key)) return true;
  if (key === "__proto__" || !isPrintable(key)) return false;
  if (printableKeys.size < 10_000) printableKeys.add(key);
  return true;
}

/** Values have the same few hundred keys again and again: to find one here takes half the time of reading it. */
const printableKeys = new Set<string>();

const isWellFormed = (text: string): boolean => !surrogate.test(text) || text.isWellFormed();

function isPlain(value: unknown, levels: number, isText: (text: string) => boolean): boolean {
  if (typeof value === "string") return isText(value);
  if (typeof value === "boolean" || value === null) return true;
  if (typeof value !== "object") {
    const kind = plainKindOf(value);
    return kind === "scalar" || kind === "nothing";
  }
  if (levels === 0) return false;
  if (Array.isArray(value)) {
    // A third faster than `every`, which makes a function for each list.
    for (const item of value) if (!isPlain(item, levels - 1, isText)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && plainKindOf(value) !== "object") return false;
  const record = value as Record<string, unknown>;
  for (const key in record) {
    if (!isPrintableKey(key) && (key === "__proto__" || !isText(key))) return false;
    const item = record[key];
    // Most are texts: to look at them here saves a call.
    if (typeof item === "string" ? !isText(item) : !isPlain(item, levels - 1, isText)) return false;
  }
  return true;
}

function findFault(value: unknown, path: PathSegments, above: ReadonlySet<unknown>): DataFault | undefined {
  const kind = plainKindOf(value);
  if (kind === "scalar" || kind === "nothing") return undefined;
  if (kind !== "list" && kind !== "object") return { path, found: kind };
  if (above.has(value)) return { path, found: "a part that holds itself" };
  if (path.length >= deepest)
    return { path: path.slice(0, 3), found: `more than ${deepest} levels in one another` };
  const inside = new Set([...above, value]);
  for (const key in value as object) {
    if (key === "__proto__") return { path, found: "an object with the key __proto__" };
    if (!key.isWellFormed()) return { path, found: "an object with half of a surrogate pair in a key" };
    const step = kind === "list" ? Number(key) : key;
    const fault = findFault((value as Record<string, unknown>)[key], [...path, step], inside);
    if (fault) return fault;
  }
  return undefined;
}

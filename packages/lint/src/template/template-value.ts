import { ELEMENT } from "@chartmodel/json-schema";
import type { Effort } from "./effort.ts";

/** Where in a chart's values: keys, and `ELEMENT` where a template goes through all children. */
export type ValuePath = readonly (string | typeof ELEMENT)[];

/** Whether a path is another, or leads to something in it. */
export function isAtOrBelow(path: ValuePath, above: ValuePath): boolean {
  return above.every((step, at) => step === path[at]);
}

/** One thing that an expression may stand for, as far as it can be told without running the template. */
export type Alternative =
  | { readonly type: "unknown" | "nothing" }
  /** The dot of a chart, or its `.Subcharts`; `at` is where the chart's values lie in those of the whole. */
  | { readonly type: "root" | "subcharts"; readonly at: ValuePath }
  /** `isPart` where a template made it of some of what is there: whether it is empty tells nothing of the whole. */
  | { readonly type: "values"; readonly path: ValuePath; readonly isPart?: true }
  | RecordAlternative
  | { readonly type: "list"; readonly items: readonly Value[] }
  | { readonly type: "text" | "number"; readonly value: string };

/** A dictionary that a template made. Like the real one, it may be changed after it was made. */
export interface RecordAlternative {
  readonly type: "record";
  readonly entries: Map<string, Value>;
  /** True if it may have keys that are not known. */
  open: boolean;
  /** What was merged into it, and wins. */
  readonly merged: Set<Alternative>;
  /** What was merged into it for keys that it has not. */
  readonly defaults: Set<Alternative>;
}

/** All that an expression may stand for. */
export type Value = readonly Alternative[];

export const unknown: Value = [{ type: "unknown" }];

/** The dot that a chart's templates start with. */
export const rootAt = (at: ValuePath): Value => [{ type: "root", at }];

/** One of several values, whichever it is. */
export function union(values: readonly Value[], effort: Effort): Value {
  const alternatives = values.flat();
  effort.spend(values.length + alternatives.length);
  const merged = new Map<string, Alternative>();
  for (const alternative of alternatives) merged.set(keyOf(alternative, effort), alternative);
  return [...merged.values()];
}

/** What a template makes is told apart by itself, not by what is in it, which may be much. */
function keyOf(alternative: Alternative, effort: Effort): string {
  if (alternative.type !== "record" && alternative.type !== "list") return identity([alternative], effort);
  const number = made.get(alternative) ?? ++lastMade;
  made.set(alternative, number);
  return `#${number}`;
}

const made = new WeakMap<Alternative, number>();
let lastMade = 0;

/** The text that an expression is sure to stand for. */
export function textOf(value: Value = []): string | undefined {
  const [only, another] = value;
  return only?.type === "text" && another === undefined ? only.value : undefined;
}

/** What is known of records already while a value is asked: one that is merged into several is looked at once. */
type Found = Map<RecordAlternative, Value>;

/** The value under a key, as `.name` and `get` give it. */
export function childOf(value: Value, name: string, effort: Effort, found: Found = new Map()): Value {
  return union(
    value.map((alternative): Value => {
      switch (alternative.type) {
        case "root":
          if (name === "Values") return [{ type: "values", path: alternative.at }];
          return name === "Subcharts" ? [{ type: "subcharts", at: alternative.at }] : unknown;
        case "subcharts":
          return rootAt([...alternative.at, name]);
        case "values":
          return [{ type: "values", path: below(alternative.path, name) }];
        case "record":
          return once(found, alternative, () => childOfRecord(alternative, name, effort, found));
        case "text":
        case "number":
        case "nothing":
          return [{ type: "nothing" }];
        default:
          return unknown;
      }
    }),
    effort,
  );
}

function childOfRecord(record: RecordAlternative, name: string, effort: Effort, found: Found): Value {
  const { entries, open, merged, defaults } = record;
  const own = entries.get(name);
  const asked = own !== undefined && isSurelyFilled(own) ? [...merged] : [...merged, ...defaults];
  const others = childOf(asked, name, effort, found).filter(({ type }) => type !== "nothing");
  if (own === undefined && others.length === 0) return open ? unknown : [{ type: "nothing" }];
  return union([own ?? [], others], effort);
}

/** Whether it is nothing that a default takes the place of. */
function isSurelyFilled(value: Value): boolean {
  return value.every(({ type }) => type === "root");
}

/** What is found in a record; nothing more of one that is merged into itself. */
function once(found: Found, record: RecordAlternative, find: () => Value): Value {
  const known = found.get(record);
  if (known) return known;
  found.set(record, []);
  const value = find();
  found.set(record, value);
  return value;
}

/** The item at an index of a list that a template made. */
export function itemOf(value: Value, index: number, effort: Effort): Value {
  return union(
    value.map((alternative) =>
      alternative.type === "list" && alternative.items[index] !== undefined
        ? (alternative.items[index] as Value)
        : elementOf([alternative], effort),
    ),
    effort,
  );
}

/** How far a path is followed: what calls itself with ever deeper values ends here. */
const longest = 12;

/** The path of a child: the same one each time, so that its text is made once. */
function below(path: ValuePath, step: string | typeof ELEMENT): ValuePath {
  if (path.length >= longest) return path;
  const known = children.get(path) ?? new Map<string | typeof ELEMENT, ValuePath>();
  children.set(path, known);
  const child = known.get(step) ?? [...path, step];
  known.set(step, child);
  return child;
}

const children = new WeakMap<ValuePath, Map<string | typeof ELEMENT, ValuePath>>();

/** What `range` gives, or `index` with a key that is not known. */
export function elementOf(value: Value, effort: Effort, found: Found = new Map()): Value {
  return union(
    value.map((alternative): Value => {
      switch (alternative.type) {
        case "values":
          return [{ type: "values", path: below(alternative.path, ELEMENT) }];
        case "subcharts":
          return rootAt([...alternative.at, ELEMENT]);
        case "list":
          return union(alternative.items, effort);
        case "record":
          return once(found, alternative, () =>
            union(
              [
                ...alternative.entries.values(),
                elementOf([...alternative.merged, ...alternative.defaults], effort, found),
                alternative.open ? unknown : [],
              ],
              effort,
            ),
          );
        case "nothing":
          return [{ type: "nothing" }];
        default:
          return unknown;
      }
    }),
    effort,
  );
}

/** How deep records of records are told apart. */
const deepest = 8;

/**
 * Text that is the same for equal values, so that a template is followed once for each different argument. It ends soon
 * after {@link longestIdentity}: longer ones may be the same for different values.
 */
export function identity(value: Value, effort: Effort): string {
  return identityOf(value, 0, { records: new Map(), length: 0, effort });
}

/** In characters; the longest argument of a template in 40 public charts has 837. */
export const longestIdentity = 1_000;

/** What was told so far: no more characters than the text has. */
interface Told {
  readonly records: Map<RecordAlternative, number>;
  length: number;
  readonly effort: Effort;
}

/** A record that was told of already is told of by its number: of records merged into each other it would grow without end. */
function identityOf(value: Value, depth: number, told: Told): string {
  if (depth > deepest) return "...";
  const texts: string[] = [];
  told.effort.spend(value.length);
  for (const alternative of value) {
    if (told.length > longestIdentity) break;
    texts.push(identityOfOne(alternative, depth, told));
  }
  return texts.join("|");
}

function identityOfOne(alternative: Alternative, depth: number, told: Told): string {
  const inner = (value: Value) => identityOf(value, depth + 1, told);
  const whole = (text: string) => {
    told.length += text.length;
    return text;
  };
  switch (alternative.type) {
    case "values":
      return whole(`v:${pathIdentity(alternative.path)}`);
    case "number":
      return whole(`n:${alternative.value}`);
    case "root":
    case "subcharts":
      return whole(`${alternative.type}:${pathIdentity(alternative.at)}`);
    case "text":
      return whole(JSON.stringify(alternative.value));
    case "list":
      told.effort.spend(alternative.items.length);
      return `[${alternative.items.map(inner).join()}]`;
    case "record": {
      const before = told.records.get(alternative);
      if (before !== undefined) return whole(`#${before}`);
      told.records.set(alternative, told.records.size);
      const { entries, open, merged, defaults } = alternative;
      told.effort.spend(entries.size);
      const own = [...entries].map(([key, item]) => `${whole(key)}:${inner(item)}`);
      return `{${own.join()}${open}${inner([...merged])};${inner([...defaults])}}`;
    }
    default:
      return whole(alternative.type);
  }
}

/** Text that is the same for equal paths. */
export function pathIdentity(path: ValuePath): string {
  const known = pathIdentities.get(path);
  if (known !== undefined) return known;
  const text = path.map((step) => (step === ELEMENT ? "*" : JSON.stringify(step))).join(".");
  pathIdentities.set(path, text);
  return text;
}

const pathIdentities = new WeakMap<ValuePath, string>();

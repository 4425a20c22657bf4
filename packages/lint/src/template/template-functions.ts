import type { Effort } from "./effort.ts";
import {
  type Alternative,
  childOf,
  elementOf,
  itemOf,
  textOf,
  union,
  unknown,
  type Value,
  type ValuePath,
} from "./template-value.ts";

/** What a call leaves behind besides its result. */
export interface Effects {
  /** Values below this path were set by a template itself. */
  write(path: ValuePath): void;
  /** A value was looked up by its key. */
  read(result: Value): Value;
  /** A value is looked at, but not what is in it. */
  lookUp(value: Value): void;
  /** A value goes where it cannot be followed: all of it may be used. */
  use(value: Value): void;
  readonly effort: Effort;
}

type TemplateFunction = (args: readonly Value[], effects: Effects) => Value;

/** Passes one argument on; the others are used. */
const passes =
  (pick: (args: readonly Value[]) => number): TemplateFunction =>
  (args, { use }) => {
    const passed = pick(args);
    for (const [at, arg] of args.entries()) if (at !== passed) use(arg);
    return args[passed] ?? unknown;
  };
const first = passes(() => 0);
const last = passes((args) => args.length - 1);
const part: TemplateFunction = (args, effects) =>
  first(args, effects).map((each) => (each.type === "values" ? { ...each, isPart: true } : each));
const any: TemplateFunction = (args, { effort }) => union(args, effort);
const element: TemplateFunction = (args, effects) => elementOf(last(args, effects), effects.effort);

const index: TemplateFunction = ([of = unknown, ...keys], effects) => {
  keys.forEach(effects.use);
  return effects.read(keys.reduce((value, key) => step(value, key, effects.effort), of));
};

const dig: TemplateFunction = (args, effects) => {
  const [fallback = unknown, of = unknown] = args.slice(-2);
  return union([fallback, index([of, ...args.slice(0, -2)], effects)], effects.effort);
};

const dict: TemplateFunction = (args, { use }) => {
  const entries = new Map<string, Value>();
  let open = false;
  for (let at = 0; at < args.length; at += 2) {
    const key = textOf(args[at]);
    const value = args[at + 1] ?? unknown;
    if (key === undefined) {
      open = true;
      use(args[at] ?? unknown);
      use(value);
    } else entries.set(key, value);
  }
  return [{ type: "record", entries, open, merged: new Set(), defaults: new Set() }];
};

const list: TemplateFunction = (items) => [{ type: "list", items }];
const concat: TemplateFunction = (args, { effort }) => [
  { type: "list", items: args.map((arg) => elementOf(arg, effort)) },
];
const append: TemplateFunction = ([of = unknown, item = unknown], { effort }) => [
  { type: "list", items: [elementOf(of, effort), item] },
];

const set: TemplateFunction = ([of = unknown, key, value = unknown], effects) => {
  if (key) effects.use(key);
  for (const alternative of of) setOn(alternative, textOf(key), value, effects);
  return of;
};

/** Sprig's merge changes its first argument; its others win, or give what is not there. */
const mergeInto =
  (kind: "merged" | "defaults"): TemplateFunction =>
  (args, effects) => {
    const [into = unknown, ...sources] = args;
    for (const alternative of into) {
      if (alternative.type === "values") effects.write(alternative.path);
      if (alternative.type !== "record") continue;
      const all = sources.flat();
      effects.effort.spend(all.length);
      for (const source of all) if (source !== alternative) alternative[kind].add(source);
    }
    return into.every(({ type }) => type === "record") ? into : union(args, effects.effort);
  };
const merge = mergeInto("defaults");
const mergeOverwrite = mergeInto("merged");

/** Asks whether there is something, not what it is: the first argument is not used, the others are. */
const asks: TemplateFunction = ([of = unknown, ...others], effects) => {
  others.forEach(effects.use);
  effects.lookUp(of);
  return unknown;
};

/** The same with what is asked about in the last place. */
const asksLast: TemplateFunction = (args, effects) => asks([...args].reverse(), effects);

/** The functions of Go, Sprig and Helm through which a value can be followed; any other uses what it is given. */
export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  index,
  get: index,
  dig,
  dict,
  list,
  tuple: list,
  set,
  default: any,
  coalesce: any,
  or: any,
  and: any,
  ternary: ([yes = unknown, no = unknown, condition = unknown], { use, effort }) => {
    use(condition);
    return union([yes, no], effort);
  },
  required: last,
  deepCopy: last,
  mustDeepCopy: last,
  omit: part,
  pick: part,
  unset: first,
  merge,
  mustMerge: merge,
  mergeOverwrite,
  mustMergeOverwrite: mergeOverwrite,
  concat,
  append,
  mustAppend: append,
  prepend: append,
  mustPrepend: append,
  first: element,
  mustFirst: element,
  last: element,
  mustLast: element,
  rest: last,
  initial: last,
  reverse: last,
  uniq: last,
  compact: last,
  values: (args, effects) => [{ type: "list", items: [element(args, effects)] }],
  not: asks,
  empty: asks,
  len: asks,
  keys: asks,
  kindOf: asks,
  typeOf: asks,
  kindIs: asksLast,
  typeIs: asksLast,
  hasKey: ([of = unknown, key = unknown], effects) => {
    effects.use(key);
    effects.lookUp(step(of, key, effects.effort));
    return unknown;
  },
};

function step(value: Value, key: Value, effort: Effort): Value {
  const name = textOf(key);
  if (name !== undefined) return childOf(value, name, effort);
  const [index] = key;
  return index?.type === "number" ? itemOf(value, Number(index.value), effort) : elementOf(value, effort);
}

function setOn(target: Alternative, key: string | undefined, value: Value, effects: Effects): void {
  if (target.type === "root" && key === "Values") effects.write(target.at);
  if (target.type === "values") effects.write(key === undefined ? target.path : [...target.path, key]);
  if (target.type !== "record" || key === undefined) effects.use(value);
  if (target.type !== "record") return;
  if (key === undefined) target.open = true;
  else target.entries.set(key, union([target.entries.get(key) ?? [], value], effects.effort));
}

import {
  type Alternative,
  childOf,
  elementOf,
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
}

type TemplateFunction = (args: readonly Value[], effects: Effects) => Value;

const first: TemplateFunction = ([value = unknown]) => value;
const last: TemplateFunction = (args) => args.at(-1) ?? unknown;
const any: TemplateFunction = (args) => union(...args);
const element: TemplateFunction = (args) => elementOf(args.at(-1) ?? unknown);

const index: TemplateFunction = ([of = unknown, ...keys], effects) =>
  effects.read(keys.reduce((value, key) => step(value, key), of));

const dig: TemplateFunction = (args, effects) => {
  const [fallback = unknown, of = unknown] = args.slice(-2);
  return union(fallback, effects.read(args.slice(0, -2).reduce((value, key) => step(value, key), of)));
};

const dict: TemplateFunction = (args) => {
  const entries = new Map<string, Value>();
  let open = false;
  for (let at = 0; at < args.length; at += 2) {
    const key = textOf(args[at]);
    if (key === undefined) open = true;
    else entries.set(key, args[at + 1] ?? unknown);
  }
  return [{ type: "record", entries, open }];
};

const list: TemplateFunction = (items) => [{ type: "list", items }];
const concat: TemplateFunction = (args) => [{ type: "list", items: args.map((arg) => elementOf(arg)) }];
const append: TemplateFunction = ([of = unknown, item = unknown]) => [
  { type: "list", items: [elementOf(of), item] },
];

const set: TemplateFunction = ([of = unknown, key, value = unknown], effects) => {
  for (const alternative of of) setOn(alternative, textOf(key), value, effects);
  return of;
};

// Sprig's merge changes its first argument.
const merge: TemplateFunction = (args, effects) => {
  for (const alternative of args[0] ?? []) {
    if (alternative.type === "values") effects.write(alternative.path);
    if (alternative.type === "record") alternative.open = true;
  }
  return union(...args);
};

/** The functions of Go, Sprig and Helm through which a value can be followed; the result of any other is unknown. */
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
  ternary: ([yes = unknown, no = unknown]) => union(yes, no),
  required: last,
  deepCopy: last,
  mustDeepCopy: last,
  omit: first,
  pick: first,
  unset: first,
  merge,
  mustMerge: merge,
  mergeOverwrite: merge,
  mustMergeOverwrite: merge,
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
  values: (args) => [{ type: "list", items: [element(args, { write() {}, read: (it) => it })] }],
};

function step(value: Value, key: Value): Value {
  const name = textOf(key);
  return name === undefined ? elementOf(value) : childOf(value, name);
}

function textOf(value: Value = []): string | undefined {
  const [only, another] = value;
  return only?.type === "text" && another === undefined ? only.value : undefined;
}

function setOn(target: Alternative, key: string | undefined, value: Value, effects: Effects): void {
  if (target.type === "root" && key === "Values") effects.write([]);
  if (target.type === "values") effects.write(key === undefined ? target.path : [...target.path, key]);
  if (target.type !== "record") return;
  if (key === undefined) target.open = true;
  else target.entries.set(key, union(target.entries.get(key) ?? [], value));
}

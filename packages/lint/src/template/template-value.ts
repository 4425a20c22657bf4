import { ELEMENT } from "@chartmodel/json-schema";

/** Where in a chart's values: keys, and `ELEMENT` where a template goes through all children. */
export type ValuePath = readonly (string | typeof ELEMENT)[];

/** One thing that an expression may stand for, as far as it can be told without running the template. */
export type Alternative =
  | { readonly type: "unknown" | "nothing" }
  /** The dot of a chart, or its `.Subcharts`; `at` is where the chart's values lie in those of the whole. */
  | { readonly type: "root" | "subcharts"; readonly at: ValuePath }
  | { readonly type: "values"; readonly path: ValuePath }
  | { readonly type: "record"; readonly entries: Map<string, Value>; open: boolean }
  | { readonly type: "list"; readonly items: readonly Value[] }
  | { readonly type: "text"; readonly value: string };

/** All that an expression may stand for. */
export type Value = readonly Alternative[];

export const unknown: Value = [{ type: "unknown" }];

/** The dot that a chart's templates start with. */
export const rootAt = (at: ValuePath): Value => [{ type: "root", at }];

/** One of several values, whichever it is. */
export function union(...values: readonly Value[]): Value {
  const merged = new Map<string, Alternative>();
  for (const alternative of values.flat()) merged.set(identity([alternative]), alternative);
  return [...merged.values()];
}

/** The text that an expression is sure to stand for. */
export function textOf(value: Value = []): string | undefined {
  const [only, another] = value;
  return only?.type === "text" && another === undefined ? only.value : undefined;
}

/** The value under a key, as `.name` and `get` give it. */
export function childOf(value: Value, name: string): Value {
  return union(
    ...value.map((alternative): Value => {
      switch (alternative.type) {
        case "root":
          if (name === "Values") return [{ type: "values", path: alternative.at }];
          return name === "Subcharts" ? [{ type: "subcharts", at: alternative.at }] : unknown;
        case "subcharts":
          return rootAt([...alternative.at, name]);
        case "values":
          return [{ type: "values", path: [...alternative.path, name] }];
        case "record":
          return alternative.entries.get(name) ?? (alternative.open ? unknown : [{ type: "nothing" }]);
        case "text":
        case "nothing":
          return [{ type: "nothing" }];
        default:
          return unknown;
      }
    }),
  );
}

/** What `range` gives, or `index` with a key that is not known. */
export function elementOf(value: Value): Value {
  return union(
    ...value.map((alternative): Value => {
      switch (alternative.type) {
        case "values":
          return [{ type: "values", path: [...alternative.path, ELEMENT] }];
        case "subcharts":
          return rootAt([...alternative.at, ELEMENT]);
        case "list":
          return union(...alternative.items);
        case "record":
          return union(...alternative.entries.values(), alternative.open ? unknown : []);
        case "nothing":
          return [{ type: "nothing" }];
        default:
          return unknown;
      }
    }),
  );
}

/** How deep records of records are told apart. */
const deepest = 8;

/** Text that is the same for equal values, so that a template is followed once for each different argument. */
export function identity(value: Value, depth = 0): string {
  if (depth > deepest) return "...";
  return value
    .map((alternative) => {
      switch (alternative.type) {
        case "values":
          return `v:${pathIdentity(alternative.path)}`;
        case "root":
        case "subcharts":
          return `${alternative.type}:${pathIdentity(alternative.at)}`;
        case "text":
          return JSON.stringify(alternative.value);
        case "list":
          return `[${alternative.items.map((item) => identity(item, depth + 1)).join()}]`;
        case "record":
          return `{${[...alternative.entries].map(([key, item]) => `${key}:${identity(item, depth + 1)}`).join()}${alternative.open}}`;
        default:
          return alternative.type;
      }
    })
    .join("|");
}

function pathIdentity(path: ValuePath): string {
  return path.map((step) => (step === ELEMENT ? "*" : JSON.stringify(step))).join(".");
}

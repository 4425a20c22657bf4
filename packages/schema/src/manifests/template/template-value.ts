import { ELEMENT } from "@chartmodel/json-schema";

/** Where in a chart's values: keys, and `ELEMENT` where a template goes through all children. */
export type ValuePath = readonly (string | typeof ELEMENT)[];

/** One thing that an expression may stand for, as far as it can be told without running the template. */
export type Alternative =
  | { readonly type: "root" | "unknown" | "nothing" }
  | { readonly type: "values"; readonly path: ValuePath }
  | { readonly type: "record"; readonly entries: Map<string, Value>; open: boolean }
  | { readonly type: "list"; readonly items: readonly Value[] }
  | { readonly type: "text"; readonly value: string };

/** All that an expression may stand for. */
export type Value = readonly Alternative[];

export const unknown: Value = [{ type: "unknown" }];
export const root: Value = [{ type: "root" }];

/** One of several values, whichever it is. */
export function union(...values: readonly Value[]): Value {
  const merged = new Map<string, Alternative>();
  for (const alternative of values.flat()) merged.set(identity([alternative]), alternative);
  return [...merged.values()];
}

/** The value under a key, as `.name` and `get` give it. */
export function childOf(value: Value, name: string): Value {
  return union(
    ...value.map((alternative): Value => {
      switch (alternative.type) {
        case "root":
          return name === "Values" ? [{ type: "values", path: [] }] : unknown;
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

/** Text that is the same for equal values, so that a template is followed once for each different argument. */
export function identity(value: Value, depth = 0): string {
  if (depth > 4) return "...";
  return value
    .map((alternative) => {
      switch (alternative.type) {
        case "values":
          return `v:${alternative.path.map((step) => (step === ELEMENT ? "*" : JSON.stringify(step))).join(".")}`;
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

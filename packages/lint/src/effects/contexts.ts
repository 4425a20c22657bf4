import { isDeepStrictEqual } from "node:util";
import { ELEMENT } from "@chartmodel/json-schema";
import type { ValuePath } from "../template/template-value.ts";
import type { Leaf } from "./leaves.ts";
import type { Samples } from "./sample-values.ts";
import { valueAt, withValue } from "./set-value.ts";

/** How far from a leaf: in its own object, in all that hold it, in the objects beside it too, or anywhere in the chart. */
export type Reach = "beside" | "around" | "near" | "anywhere";

const levelsBelow: Record<Reach, number> = {
  beside: 0,
  around: 0,
  near: 1,
  anywhere: Number.POSITIVE_INFINITY,
};

/** The booleans that may be turned on, and off. */
export interface Switches {
  readonly on: readonly Leaf[];
  readonly off: readonly Leaf[];
}

/** The values with every one of these switches within reach of a leaf on or off. */
export function switched(
  leaf: Leaf,
  switches: readonly Leaf[],
  values: unknown,
  reach: Reach,
  on: boolean,
): unknown {
  return switches
    .filter((other) => other !== leaf && isWithin(reach, leaf.path, other.path))
    .reduce((base, { path }) => withValue(base, path, on), values);
}

/** The values with the switches within reach of a leaf on, and with all that is empty there filled: some of it may be required. */
export function filled(
  leaf: Leaf,
  leaves: readonly Leaf[],
  switches: readonly Leaf[],
  values: unknown,
  samples: Samples,
  reach: Reach,
): unknown {
  const on = switched(leaf, switches, values, reach, true);
  const near = leaves.filter(({ path }) => !path.includes(ELEMENT) && isWithin(reach, leaf.path, path));
  return near.reduce<unknown>((base, { path, schema }) => {
    return isEmpty(valueAt(base, path)) ? withValue(base, path, samples.small(schema)) : base;
  }, on);
}

/** The values around a leaf, and the switches and choices anywhere in the chart. */
export function neighboursOf(leaf: Leaf, leaves: readonly Leaf[]): Leaf[] {
  const others = leaves.filter((other) => other !== leaf && !other.path.includes(ELEMENT));
  const near = others.filter((other) => isWithin("around", leaf.path, other.path));
  return [...near, ...others.filter((other) => !near.includes(other) && isChoice(other))];
}

/** The choices in a leaf's own object: a port is read of one type of Service. */
export function choicesBeside(leaf: Leaf, leaves: readonly Leaf[]): Leaf[] {
  return leaves.filter(
    (other) => other !== leaf && hasChoices(other) && isWithin("beside", leaf.path, other.path),
  );
}

/** The values with one of the others changed, with the switches as they are and with those around the leaf on. */
export function changing(
  others: readonly Leaf[],
  leaf: Leaf,
  switches: readonly Leaf[],
  values: unknown,
  samples: Samples,
): unknown[] {
  const on = switched(leaf, switches, values, "around", true);
  const contexts = others.flatMap((other) =>
    [values, on].flatMap((base) =>
      samples
        .changes(other.schema, valueAt(base, other.path), isChoice(other) ? 6 : 1)
        .map((change) => withValue(base, other.path, change)),
    ),
  );
  return contexts.filter((context) => !isDeepStrictEqual(context, values));
}

function isWithin(reach: Reach, path: ValuePath, other: ValuePath): boolean {
  let common = 0;
  while (common < path.length - 1 && path[common] === other[common]) common += 1;
  if (reach === "beside" && common < path.length - 1) return false;
  return other.length - common - 1 <= levelsBelow[reach];
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A boolean that is inside no list or map. */
export function isSwitch({ path, schema }: Leaf): boolean {
  return schema.type === "boolean" && !path.includes(ELEMENT);
}

function isChoice(leaf: Leaf): boolean {
  return isSwitch(leaf) || hasChoices(leaf);
}

function hasChoices({ schema }: Leaf): boolean {
  return Array.isArray(schema.enum);
}

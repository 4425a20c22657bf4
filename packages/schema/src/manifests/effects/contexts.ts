import { isDeepStrictEqual } from "node:util";
import { ELEMENT, type ValuePath } from "../template/template-value.ts";
import type { Leaf } from "./leaves.ts";
import type { Samples } from "./sample-values.ts";
import { valueAt, withValue } from "./set-value.ts";

/** The values with every boolean near a leaf, or every one of the chart, on or off. */
export function switched(
  leaf: Leaf,
  leaves: readonly Leaf[],
  values: unknown,
  reach: "near" | "all",
  on: boolean,
): unknown {
  const switches = leaves.filter(
    (other) => other !== leaf && isSwitch(other) && (reach === "all" || isNear(leaf.path, other.path, 1)),
  );
  return switches.reduce((base, { path }) => withValue(base, path, on), values);
}

/** The values with the booleans near a leaf on, and with everything there that is empty filled: some of it may be required. */
export function filled(leaf: Leaf, leaves: readonly Leaf[], values: unknown, samples: Samples): unknown {
  const on = switched(leaf, leaves, values, "near", true);
  const near = leaves.filter(({ path }) => !path.includes(ELEMENT) && isNear(leaf.path, path, 0));
  return near.reduce<unknown>((base, { path, schema }) => {
    return isEmpty(valueAt(base, path)) ? withValue(base, path, samples.sample(schema)) : base;
  }, on);
}

/**
 * The values with one other value changed: one near the leaf, or a switch or a choice anywhere in the chart; first with
 * the switches as they are, then with those near the leaf on.
 */
export function neighbouring(
  leaf: Leaf,
  leaves: readonly Leaf[],
  values: unknown,
  samples: Samples,
): unknown[] {
  const others = leaves.filter((other) => other !== leaf && !other.path.includes(ELEMENT));
  const near = others.filter((other) => isNear(leaf.path, other.path, 0));
  const far = others.filter((other) => !near.includes(other) && isChoice(other));
  const on = switched(leaf, leaves, values, "near", true);
  const contexts = [...near, ...far].flatMap((other) =>
    [values, on].flatMap((base) =>
      samples
        .changes(other.schema, valueAt(base, other.path), isChoice(other) ? 6 : 1)
        .map((change) => withValue(base, other.path, change)),
    ),
  );
  return contexts.filter((context) => !isDeepStrictEqual(context, values));
}

/** True for a value in an object that holds the leaf, or at most `below` levels under such an object. */
function isNear(path: ValuePath, other: ValuePath, below: number): boolean {
  let common = 0;
  while (common < path.length - 1 && path[common] === other[common]) common += 1;
  return other.length - common - 1 <= below;
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
}

function isSwitch({ path, schema }: Leaf): boolean {
  return schema.type === "boolean" && !path.includes(ELEMENT);
}

function isChoice(leaf: Leaf): boolean {
  return isSwitch(leaf) || Array.isArray(leaf.schema.enum);
}

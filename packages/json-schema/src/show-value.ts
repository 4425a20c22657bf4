import type { JsonSchema } from "./json-schema.ts";
import { isNamedSecret } from "./named-secrets.ts";
import type { PathSegments } from "./path.ts";
import { plainKindOf } from "./plain-data.ts";
import { hasSecret, holdsSecret } from "./secrets.ts";
import { childrenOf, partsOf } from "./walk.ts";

/** What stands in place of a secret. */
export const hidden = "(hidden)";

/** Where a value stands or is to stand: at a path of a schema, or where one of its schemas says. */
export interface ValuePlace {
  readonly root: JsonSchema;
  /** From the root. @default the root itself */
  readonly path?: PathSegments;
  /** The schema of the place, in place of a path. */
  readonly schema?: JsonSchema;
}

const longest = 80;

/**
 * A value as JSON on one line for a message, at most 80 characters. Whatever a person is shown of a value comes from
 * here or from {@link visibleValue}: in both, `(hidden)` stands for each secret of the schema or by its name, and for what stands where the schema
 * has nothing of its kind but holds a secret: a text in place of an object with a password may be the password.
 *
 * @param place - absent for a value of which nothing is secret, such as a bound of the schema itself.
 */
export function showValue(value: unknown, place?: ValuePlace): string {
  if (value === undefined) return "nothing";
  const text = write(value, place && partsAt(place), place?.root, longest + 1);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** A value as data for a program to print, with `(hidden)` for each secret. */
export function visibleValue(value: unknown, place: ValuePlace): unknown {
  return visible(value, partsAt(place), place.root);
}

/** What a schema says of a place; `hidden` where that is inside a secret. */
type Parts = readonly JsonSchema[] | typeof hidden;

function partsAt({ root, path = [], schema = root }: ValuePlace): Parts {
  return path.reduce((parts: Parts, step) => below(parts, step, root), guarded(partsOf(schema, root)));
}

function guarded(parts: readonly JsonSchema[]): Parts {
  return hasSecret(parts) ? hidden : parts;
}

/** What is not modelled beside a secret may be a misspelt key of it, and the items of a tuple may have moved. */
function below(parts: Parts, step: string | number, root: JsonSchema): Parts {
  if (parts === hidden) return hidden;
  const children = childrenOf(parts, step);
  const mayBeAnother = children.length === 0 || (typeof step === "number" && parts.some(isTuple));
  if (mayBeAnother && holdsSecret(parts, root)) return hidden;
  return guarded(children.flatMap((child) => partsOf(child, root)));
}

function isTuple({ items, prefixItems }: JsonSchema): boolean {
  return Array.isArray(items) || prefixItems !== undefined;
}

function isHidden(parts: Parts, isContainer: boolean, root: JsonSchema): boolean {
  return parts === hidden || (!isContainer && holdsSecret(parts, root));
}

function visible(value: unknown, parts: Parts, root: JsonSchema): unknown {
  const kind = plainKindOf(value);
  if (isHidden(parts, kind === "list" || kind === "object", root)) return hidden;
  if (kind === "list")
    return (value as unknown[]).map((item, index) => visible(item, below(parts, index, root), root));
  if (kind !== "object") return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [
      key,
      visible(item, isNamedSecret(value, key) ? hidden : below(parts, key, root), root),
    ]),
  );
}

/** Writes no more than about `room` characters of a value, however long, deep or circular it is. */
function write(value: unknown, parts: Parts | undefined, root: JsonSchema | undefined, room: number): string {
  const kind = plainKindOf(value);
  const isContainer = kind === "list" || kind === "object";
  if (parts && root && isHidden(parts, isContainer, root)) return hidden;
  if (kind === "scalar") return JSON.stringify(typeof value === "string" ? value.slice(0, room) : value);
  if (!isContainer) return kind;
  const [open, close] = kind === "list" ? "[]" : "{}";
  let text = open as string;
  const childParts = (step: string | number) => {
    if (!parts || !root) return undefined;
    return isNamedSecret(value, step) ? hidden : below(parts, step, root);
  };
  const add = (step: string | number, item: unknown, name: string) => {
    if (text.length > 1) text += ",";
    text += name + write(item, childParts(step), root, room - text.length - name.length);
  };
  if (kind === "list") {
    for (const [index, item] of (value as unknown[]).entries()) {
      if (text.length > room) break;
      add(index, item, "");
    }
  } else {
    for (const key in value as Record<string, unknown>) {
      if (text.length > room) break;
      const item = (value as Record<string, unknown>)[key];
      if (item !== undefined) add(key, item, `${JSON.stringify(key.slice(0, room))}:`);
    }
  }
  return text + close;
}

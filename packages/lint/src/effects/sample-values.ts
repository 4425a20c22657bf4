import { isDeepStrictEqual } from "node:util";
import { childrenOf, ELEMENT, isRecord, type JsonSchema, keysOf, partsOf } from "@chartmodel/json-schema";
import { sampleTexts } from "./sample-texts.ts";

/** Below this, only what is required is filled in; no type of Kubernetes requires itself. */
const DEPTH = 6;

/** Makes values of a schema that differ from a given one. */
export class Samples {
  readonly #root: JsonSchema;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** Other values that the schema allows, the most telling first; at most `limit`. */
  changes(schema: JsonSchema, current: unknown, limit: number): unknown[] {
    const parts = partsOf(schema, this.#root);
    const different = this.#candidates(parts, current).filter((value) => !isDeepStrictEqual(value, current));
    const unique = different.filter(
      (value, at) => different.findIndex((other) => isDeepStrictEqual(other, value)) === at,
    );
    return unique.slice(0, limit);
  }

  /** A small value of the schema in which lists and maps are not empty. */
  small(schema: JsonSchema, depth = 0): unknown {
    const parts = partsOf(schema, this.#root);
    const [candidate] = this.#candidates(parts, undefined, depth);
    return candidate;
  }

  /** As {@link small}, with all keys that the children of a list or map may have: templates may read some together. */
  whole(schema: JsonSchema): unknown {
    const parts = partsOf(schema, this.#root);
    const child = (key: string | typeof ELEMENT) => {
      const [of] = childrenOf(parts, key);
      const names = of ? keysOf(partsOf(of, this.#root)) : [];
      if (of === undefined || names.length === 0) return undefined;
      const ofChild = partsOf(of, this.#root);
      return Object.fromEntries(
        names.map((name) => [name, this.small(childrenOf(ofChild, name)[0] ?? {}, 1)] as const),
      );
    };
    const element = child(ELEMENT);
    if (element === undefined) return this.small(schema);
    return typeOf(parts, undefined) === "array" ? [element] : { [sampleKey(parts)]: element };
  }

  #candidates(parts: readonly JsonSchema[], current: unknown, depth = 0): unknown[] {
    const members = parts.find((part) => part.enum)?.enum;
    if (members) return [...members];
    const constant = parts.find((part) => "const" in part);
    if (constant) return [constant.const];
    switch (typeOf(parts, current)) {
      case "boolean":
        return current === true ? [false] : [true, false];
      case "integer":
      case "number":
        return numbers(parts, typeof current === "number" ? current : 0);
      case "array":
        return this.#lists(parts, Array.isArray(current) ? current : [], depth);
      case "object":
        return this.#objects(parts, isRecord(current) ? current : {}, depth);
      case "string":
        return sampleTexts(parts, typeof current === "string" ? current : "");
      default:
        return ["sample", 1, true, ["sample"], { sample: "sample" }];
    }
  }

  #lists(parts: readonly JsonSchema[], current: readonly unknown[], depth: number): unknown[][] {
    const [items] = childrenOf(parts, ELEMENT);
    const item = items && depth < DEPTH ? this.small(items, depth + 1) : "sample";
    return [[...current, item], [item], []];
  }

  #objects(
    parts: readonly JsonSchema[],
    current: Record<string, unknown>,
    depth: number,
  ): Record<string, unknown>[] {
    const names = keysOf(parts);
    if (names.length === 0) {
      const key = sampleKey(parts);
      const [value] = childrenOf(parts, key);
      // Of free data, templates may read only the keys that it has.
      const other = Object.entries(current).map(([name, value]) => {
        const schemas = childrenOf(parts, name).flatMap((child) => partsOf(child, this.#root));
        const changes = depth < DEPTH ? this.#candidates(schemas, value, depth + 1) : [];
        return [name, changes.find((change) => !isDeepStrictEqual(change, value)) ?? value];
      });
      return [
        { ...current, [key]: value ? this.small(value, depth + 1) : "sample" },
        Object.fromEntries(other),
        {},
      ];
    }
    const property = (name: string) => {
      const [child] = childrenOf(parts, name);
      return { [name]: child ? this.small(child, depth + 1) : "sample" };
    };
    const required = parts.flatMap((part) => part.required ?? []);
    const whole = Object.assign({}, ...required.map(property), current) as Record<string, unknown>;
    const optional = depth < DEPTH ? names.filter((name) => !(name in whole)) : [];
    // Optional ones one at a time: a template may pick any of them.
    const extended = optional.map((name) => ({ ...whole, ...property(name) }));
    const altered = Object.keys(current).flatMap((name) => {
      const { [name]: value, ...rest } = current;
      const changes = childrenOf(parts, name)
        .flatMap((child) => this.#candidates(partsOf(child, this.#root), value, depth + 1))
        .filter((change) => !isDeepStrictEqual(change, value));
      const changed = changes.slice(0, 1).map((change) => ({ ...current, [name]: change }));
      return required.includes(name) ? changed : [...changed, rest];
    });
    return required.length > 0 ? [whole, ...extended, ...altered] : [...extended, ...altered, whole];
  }
}

function typeOf(parts: readonly JsonSchema[], current: unknown): unknown {
  const types = parts.flatMap((part) => (part.type === undefined ? [] : [part.type].flat()));
  const own =
    current === undefined || current === null ? undefined : Array.isArray(current) ? "array" : typeof current;
  if (types.some((type) => type === own)) return own;
  return (
    types[0] ??
    (parts.some((part) => "properties" in part || "additionalProperties" in part) ? "object" : own)
  );
}

function numbers(parts: readonly JsonSchema[], current: number): number[] {
  const bound = (
    keyword: "minimum" | "maximum" | "multipleOf",
    pick: (...values: number[]) => number,
    none: number,
  ) => pick(none, ...parts.map((part) => part[keyword] ?? none));
  const lowest = bound("minimum", Math.max, Number.NEGATIVE_INFINITY);
  const highest = bound("maximum", Math.min, Number.POSITIVE_INFINITY);
  const step = bound("multipleOf", Math.max, 1);
  const wanted = [current + step, current - step, lowest, highest, 0, 1];
  return wanted.filter((value) => Number.isFinite(value) && value >= lowest && value <= highest);
}

function sampleKey(parts: readonly JsonSchema[]): string {
  const names = parts.flatMap(({ propertyNames }) => propertyNames ?? []);
  const patterns = parts.flatMap(({ patternProperties = {} }) => Object.keys(patternProperties));
  const [pattern] = patterns;
  return sampleTexts(pattern === undefined ? names : [{ pattern }], "")[0] ?? "sample";
}

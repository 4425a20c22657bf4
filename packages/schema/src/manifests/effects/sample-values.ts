import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../json.ts";
import { SchemaChildren, type SchemaNode } from "../schema-children.ts";
import { ELEMENT } from "../template/template-value.ts";
import { sampleTexts } from "./sample-texts.ts";

/** Below this, only what is required is filled in; no type of Kubernetes requires itself. */
const DEPTH = 6;

/** Makes values of a schema that differ from a given one. */
export class Samples {
  readonly #children: SchemaChildren;

  constructor(schema: SchemaNode) {
    this.#children = new SchemaChildren(schema);
  }

  /** Other values that the schema allows, the most telling first; at most `limit`. */
  changes(schema: SchemaNode, current: unknown, limit: number): unknown[] {
    const parts = this.#children.parts(schema);
    const different = this.#candidates(schema, parts, current).filter(
      (value) => !isDeepStrictEqual(value, current),
    );
    const unique = different.filter(
      (value, at) => different.findIndex((other) => isDeepStrictEqual(other, value)) === at,
    );
    return unique.slice(0, limit);
  }

  /** A small value of the schema in which lists and maps are not empty. */
  sample(schema: SchemaNode, depth = 0): unknown {
    const parts = this.#children.parts(schema);
    const [candidate] = this.#candidates(schema, parts, undefined, depth);
    return candidate;
  }

  #candidates(schema: SchemaNode, parts: readonly SchemaNode[], current: unknown, depth = 0): unknown[] {
    const members = parts.find((part) => Array.isArray(part.enum))?.enum as unknown[] | undefined;
    if (members) return members;
    const constant = parts.find((part) => "const" in part);
    if (constant) return [constant.const];
    switch (typeOf(parts, current)) {
      case "boolean":
        return current === true ? [false] : [true, false];
      case "integer":
      case "number":
        return numbers(parts, typeof current === "number" ? current : 0);
      case "array":
        return this.#lists(schema, Array.isArray(current) ? current : [], depth);
      case "object":
        return this.#objects(schema, parts, isRecord(current) ? current : {}, depth);
      case "string":
        return sampleTexts(parts, typeof current === "string" ? current : "");
      default:
        return ["sample", 1, true, ["sample"], { sample: "sample" }];
    }
  }

  #lists(schema: SchemaNode, current: readonly unknown[], depth: number): unknown[][] {
    const [items] = this.#children.children(schema, ELEMENT);
    const item = items && depth < DEPTH ? this.sample(items, depth + 1) : "sample";
    return [[...current, item], [item], []];
  }

  #objects(
    schema: SchemaNode,
    parts: readonly SchemaNode[],
    current: Record<string, unknown>,
    depth: number,
  ): Record<string, unknown>[] {
    const names = this.#children.keys(schema);
    if (names.length === 0) {
      const key = sampleKey(parts);
      const [value] = this.#children.children(schema, key);
      return [{ ...current, [key]: value ? this.sample(value, depth + 1) : "sample" }, {}];
    }
    const property = (name: string) => {
      const [child] = this.#children.children(schema, name);
      return { [name]: child ? this.sample(child, depth + 1) : "sample" };
    };
    const required = parts.flatMap((part) =>
      Array.isArray(part.required) ? (part.required as string[]) : [],
    );
    const whole = Object.assign({}, ...required.map(property), current) as Record<string, unknown>;
    const optional = depth < DEPTH ? names.filter((name) => !(name in whole)) : [];
    // Optional ones one at a time: a template may pick any of them.
    const extended = optional.map((name) => ({ ...whole, ...property(name) }));
    const altered = Object.keys(current).flatMap((name) => {
      const { [name]: value, ...rest } = current;
      const changes = this.#children
        .children(schema, name)
        .flatMap((child) => this.#candidates(child, this.#children.parts(child), value, depth + 1))
        .filter((change) => !isDeepStrictEqual(change, value));
      const changed = changes.slice(0, 1).map((change) => ({ ...current, [name]: change }));
      return required.includes(name) ? changed : [...changed, rest];
    });
    return required.length > 0 ? [whole, ...extended, ...altered] : [...extended, ...altered, whole];
  }
}

function typeOf(parts: readonly SchemaNode[], current: unknown): unknown {
  const types = parts.flatMap((part) => (part.type === undefined ? [] : [part.type].flat()));
  const own =
    current === undefined || current === null ? undefined : Array.isArray(current) ? "array" : typeof current;
  if (own !== undefined && types.includes(own)) return own;
  return (
    types[0] ??
    (parts.some((part) => "properties" in part || "additionalProperties" in part) ? "object" : own)
  );
}

function numbers(parts: readonly SchemaNode[], current: number): number[] {
  const bound = (keyword: string, pick: (...values: number[]) => number, none: number) =>
    pick(none, ...parts.flatMap((part) => (typeof part[keyword] === "number" ? [part[keyword]] : [])));
  const lowest = bound("minimum", Math.max, Number.NEGATIVE_INFINITY);
  const highest = bound("maximum", Math.min, Number.POSITIVE_INFINITY);
  const step = bound("multipleOf", Math.max, 1);
  const wanted = [current + step, current - step, lowest, highest, 0, 1];
  return wanted.filter((value) => Number.isFinite(value) && value >= lowest && value <= highest);
}

function sampleKey(parts: readonly SchemaNode[]): string {
  const names = parts.flatMap((part) => (isRecord(part.propertyNames) ? [part.propertyNames] : []));
  const patterns = parts.flatMap((part) =>
    isRecord(part.patternProperties) ? Object.keys(part.patternProperties) : [],
  );
  const [pattern] = patterns;
  return sampleTexts(pattern === undefined ? names : [{ pattern }], "")[0] ?? "sample";
}

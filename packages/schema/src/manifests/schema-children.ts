import { isRecord } from "../json.ts";
import { ELEMENT, type ValuePath } from "./template/template-value.ts";

/** A schema as plain data. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** Walks a draft-07 schema along paths of values. */
export class SchemaChildren {
  readonly #root: SchemaNode;

  constructor(root: SchemaNode) {
    this.#root = root;
  }

  /** True if some value that the schema allows has something at this path. */
  allows(schema: SchemaNode, path: ValuePath): boolean {
    const [step, ...rest] = path;
    if (step === undefined) return true;
    const parts = this.parts(schema);
    const children = parts.flatMap((part) => childrenOf(part, step));
    if (children.length > 0) return children.some((child) => this.allows(child, rest));
    return !this.#isClosed(schema, step);
  }

  /** The keys that the schema names, for hints. */
  keys(schema: SchemaNode): string[] {
    return this.parts(schema).flatMap(({ properties }) =>
      isRecord(properties) ? Object.keys(properties) : [],
    );
  }

  /** The schemas of the children at one step; empty where the schema says nothing of it. */
  children(schema: SchemaNode, step: string | typeof ELEMENT): SchemaNode[] {
    return this.parts(schema).flatMap((part) => childrenOf(part, step));
  }

  /** The schema and all that it is put together from, references followed. */
  parts(schema: SchemaNode, seen = new Set<SchemaNode>()): SchemaNode[] {
    if (seen.has(schema)) return [];
    seen.add(schema);
    const nested = [
      ...["allOf", "anyOf", "oneOf"].flatMap((keyword) =>
        Array.isArray(schema[keyword]) ? schema[keyword] : [],
      ),
      schema.then,
      schema.else,
      this.#referred(schema),
    ];
    return [schema, ...nested.filter(isRecord).flatMap((part) => this.parts(part, seen))];
  }

  #referred({ $ref }: SchemaNode): unknown {
    if (typeof $ref !== "string" || !$ref.startsWith("#/")) return undefined;
    const keys = $ref
      .slice(2)
      .split("/")
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    return keys.reduce<unknown>((node, key) => (isRecord(node) ? node[key] : undefined), this.#root);
  }

  #isClosed(schema: SchemaNode, step: string | typeof ELEMENT): boolean {
    const { type, additionalProperties, allOf, anyOf, oneOf } = schema;
    const holder = step === ELEMENT ? ["object", "array"] : ["object"];
    if (type !== undefined && ![type].flat().some((name) => holder.includes(String(name)))) return true;
    if (additionalProperties === false) return true;
    const closed = (part: unknown) => isRecord(part) && this.#isClosed(part, step);
    if (closed(this.#referred(schema))) return true;
    if (Array.isArray(allOf) && allOf.some(closed)) return true;
    return [anyOf, oneOf].some((branches) => Array.isArray(branches) && branches.every(closed));
  }
}

function childrenOf(schema: SchemaNode, step: string | typeof ELEMENT): SchemaNode[] {
  const { properties, patternProperties, additionalProperties, items } = schema;
  const named = isRecord(properties) ? properties : {};
  const patterns = isRecord(patternProperties) ? patternProperties : {};
  if (step === ELEMENT) {
    return [...Object.values(named), ...Object.values(patterns), additionalProperties, items]
      .flat()
      .filter(isRecord);
  }
  if (Object.hasOwn(named, step)) return [named[step]].filter(isRecord);
  const matching = Object.keys(patterns).filter((pattern) => new RegExp(pattern, "u").test(step));
  if (matching.length > 0) return matching.map((pattern) => patterns[pattern]).filter(isRecord);
  return isRecord(additionalProperties) ? [additionalProperties] : [];
}

import fc from "fast-check";
import { isRecord, type JsonSchema } from "../../packages/json-schema/src/index.ts";
import { hostileTexts } from "../../packages/schema/test/support/hostile-texts.ts";

/** A generator of values for a schema, the same ones for a seed. */
export interface Generator {
  /** Values as a user gives them for a chart: a few keys, most of them right, near to right or hostile. */
  next(): unknown;
  /** How many of them were changed after they were made: near to right, or hostile. */
  readonly changed: number;
}

/** What JavaScript or a file cannot hold: a validator refuses it without asking Helm. */
const notData = ["\ud83d", "a\ude00", 2 ** 53, -(2 ** 60), 1e21, 1e23, 1e308, Infinity];

const hostileNumbers = [
  ...[0, -0, 1, -1, 2, 3, 5, 0.1, 0.3, 0.1 + 0.2, 1.5, 1e-7, 5e-324, -1e-300, 7, 80, 65535, 65536, 32768],
  ...[2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 53 - 2, 4503599627370495.5],
];

const hostileKeys = [
  "a",
  "x-a",
  "x-y",
  "a-y",
  "b",
  "c",
  "plain",
  "typo",
  "constructor",
  "toString",
  "a.b",
  "é",
  "😀",
  "",
];

const deepest = 6;

export function createGenerator(schema: JsonSchema, seed: number): Generator {
  const random = createRandom(seed);
  const int = (count: number) => Math.floor(random() * count);
  const chance = (odds: number) => random() < odds;
  const pick = <T>(list: readonly T[]): T => list[int(list.length)] as T;
  const { definitions = {} } = schema;

  function scalar(): unknown {
    switch (int(6)) {
      case 0:
      case 1:
        return pick(hostileTexts);
      case 2:
      case 3:
        return pick(hostileNumbers);
      case 4:
        return chance(0.5);
      default:
        return null;
    }
  }
  function anything(depth: number): unknown {
    if (depth <= 0 || chance(0.5)) return scalar();
    const count = int(4);
    if (chance(0.5)) return Array.from({ length: count }, () => anything(depth - 1));
    return Object.fromEntries(Array.from({ length: count }, () => [pick(hostileKeys), anything(depth - 1)]));
  }
  /** Free-form data without a null. */
  function dataOf(depth: number): unknown {
    return JSON.parse(JSON.stringify(anything(depth), (_key, value) => value ?? 1));
  }

  const patterns = new Map<string, readonly string[]>();
  function textOf(pattern: string): string {
    let pool = patterns.get(pattern);
    if (!pool) {
      pool = fc.sample(fc.stringMatching(new RegExp(pattern, "u")), { seed, numRuns: 100 });
      patterns.set(pattern, pool);
    }
    return pick(pool);
  }

  /** A value that most often fits. */
  function exampleOf(given: JsonSchema | boolean, depth: number): unknown {
    if (typeof given === "boolean") return scalar();
    const { $ref } = given;
    if ($ref !== undefined) return exampleOf(definitions[$ref.replace("#/definitions/", "")] ?? true, depth);
    const { allOf, anyOf, oneOf, ...rest } = given;
    if (chance(0.05) && rest.default !== undefined) return structuredClone(rest.default);
    if (chance(0.1) && rest.examples) return structuredClone(pick(rest.examples));
    if (rest.const !== undefined) return structuredClone(rest.const);
    if (rest.enum) return structuredClone(pick(rest.enum));
    const branch = anyOf ?? oneOf;
    if (branch && rest.type === undefined) return exampleOf(pick(branch), depth);
    if (allOf && rest.type === undefined)
      return exampleOf(allOf.length === 1 ? (allOf[0] as JsonSchema) : Object.assign({}, ...allOf), depth);
    switch (pick([rest.type ?? []].flat())) {
      case "string":
        return stringOf(rest);
      case "integer":
      case "number":
        return numberOf(rest);
      case "boolean":
        return chance(0.5);
      case "array":
        return listOf(rest, depth);
      case "object":
        return objectOf(rest, depth);
      default:
        return dataOf(2);
    }
  }

  function stringOf({ pattern, minLength = 0, maxLength = 20 }: JsonSchema): string {
    if (pattern !== undefined) return textOf(pattern);
    const length = minLength + int(Math.min(maxLength, minLength + 8) - minLength + 1);
    const characters = Array.from({ length }, () => pick(["a", "b", "Z", "0", "-", "é", "😀", " "]));
    return characters.join("");
  }

  function numberOf(bounds: JsonSchema): number {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, type } = bounds;
    const low = minimum ?? exclusiveMinimum ?? -20;
    const high = maximum ?? exclusiveMaximum ?? low + 40;
    const edge = pick([low, high, low + random() * (high - low), low + int(high - low + 1)]);
    const stepped = multipleOf === undefined ? edge : Math.round(edge / multipleOf) * multipleOf;
    return type === "integer" || chance(0.5) ? Math.round(stepped) : stepped;
  }

  function listOf(
    { items, additionalItems, contains, minItems = 0, maxItems }: JsonSchema,
    depth: number,
  ): unknown[] {
    const length =
      depth <= 0 ? minItems : minItems + int(Math.min(maxItems ?? 4, minItems + 3) - minItems + 1);
    if (Array.isArray(items)) {
      const places = (items as readonly JsonSchema[]).map((item) => exampleOf(item, depth - 1));
      return isRecord(additionalItems)
        ? [...places, exampleOf(additionalItems as JsonSchema, depth - 1)]
        : places;
    }
    const list = Array.from({ length }, () =>
      exampleOf((items as JsonSchema | undefined) ?? true, depth - 1),
    );
    if (contains && chance(0.7)) list.push(numberOf({ type: "integer", ...contains }));
    if (list.length > 1 && chance(0.1)) list[1] = structuredClone(list[0]);
    return list;
  }

  function objectOf(of: JsonSchema, depth: number): Record<string, unknown> {
    const { properties = {}, required = [], additionalProperties, patternProperties = {} } = of;
    const odds = Object.keys(properties).length > 6 ? 0.15 : 0.4;
    const entries: [string, unknown][] = [];
    for (const [key, child] of Object.entries(properties)) {
      const isWanted = required.includes(key) ? chance(0.97) : depth > 0 && chance(odds);
      if (isWanted) entries.push([key, exampleOf(child, depth - 1)]);
    }
    if (depth > 0)
      for (const [pattern, child] of Object.entries(patternProperties))
        if (chance(0.5)) entries.push([textOf(pattern), exampleOf(child, depth - 1)]);
    if (isRecord(additionalProperties) && depth > 0)
      for (let more = int(3); more > 0; more--)
        entries.push([pick(hostileKeys), exampleOf(additionalProperties as JsonSchema, depth - 1)]);
    return Object.fromEntries(entries.filter(([key]) => key !== "__proto__"));
  }

  /** Changes something somewhere in a value. */
  function mutated(value: unknown): unknown {
    if (typeof value === "object" && value !== null && chance(0.8)) {
      const keys = Object.keys(value);
      if (keys.length > 0) {
        const key = pick(keys);
        const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
        copy[key] = mutated(copy[key]);
        return copy;
      }
    }
    if (chance(0.35)) return chance(0.03) ? pick(notData) : chance(0.3) ? null : anything(2);
    if (Array.isArray(value)) {
      const at = int(value.length);
      const as = value[at];
      const twin =
        typeof as === "number" ? String(as) : typeof as === "string" && as !== "" ? Number(as) || 1 : true;
      return pick([
        value.slice(1),
        [...value, as ?? "a"],
        [...value, scalar()],
        [as, twin],
        [as, as, 1],
        [null],
        [],
      ]);
    }
    switch (typeof value) {
      case "string":
        return pick([
          `${value}a`,
          `${value} `,
          `${value}\n`,
          value.slice(1),
          value.toUpperCase(),
          `${value}😀`,
          Number(value) || 0,
          [value],
          value.repeat(9),
        ]);
      case "number":
        return pick([
          value + 1,
          value - 1,
          value * 2,
          -value,
          value / 3,
          value + 0.5,
          String(value),
          value * 1e6,
          [value],
        ]);
      case "boolean":
        return pick([!value, String(value), Number(value)]);
      case "object": {
        const record = { ...value } as Record<string, unknown>;
        const key = pick(Object.keys(record));
        if (key !== undefined && chance(0.5)) delete record[key];
        else if (key !== undefined && chance(0.3)) record[key] = null;
        else record[chance(0.2) && key !== undefined ? key.toUpperCase() : pick(hostileKeys)] = scalar();
        return record;
      }
      default:
        return scalar();
    }
  }

  const { properties = {} } = schema;
  const fields = Object.entries(properties);
  let changed = 0;
  return {
    get changed() {
      return changed;
    },
    next() {
      let values: unknown = Object.fromEntries(
        Array.from({ length: int(4) }, () => {
          const [key, child] = pick(fields);
          return [key, exampleOf(child, deepest)];
        }),
      );
      if (chance(0.5)) {
        changed++;
        for (let changes = int(2); changes >= 0; changes--) values = mutated(values);
      }
      return isRecord(values) ? values : { global: values };
    },
  };
}

/** Mulberry32: numbers from 0 to 1 that follow from the seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

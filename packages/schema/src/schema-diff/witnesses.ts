import { dereference, type JsonSchema } from "@chartmodel/json-schema";
import { createFillDefaults } from "../validate/fill-defaults.ts";
import { anyItem, anyKey, type OpenPlace, type PlacePath } from "./containment.ts";
import { formatTexts } from "./formats.ts";

/** Values to try at an open place, as whole documents that the old schema may accept and the new one may refuse. */
export function* witnesses(
  root: JsonSchema,
  { path, before, after, keyword }: OpenPlace,
): Generator<unknown> {
  const base = sample(root, root, 0) ?? {};
  if (keyword === "required" || keyword === "default") {
    yield base;
    yield place(base, root, path, {}, "a");
    const keys = typeof after === "boolean" ? [] : (after.required ?? []);
    for (const key of keys) yield place(base, root, path, { [key]: null }, "a");
  }
  const given = typeof before === "boolean" ? {} : dereference(before, root);
  const wanted = typeof after === "boolean" ? {} : after;
  for (const key of ["a", "x-a", "A", "a.b", "1"])
    for (const value of candidates(given, wanted, root)) {
      const document = place(base, root, path, value, key);
      yield document;
      if (!path.includes(anyKey) && key === "a") yield place({}, root, path, value, key);
      if (!path.includes(anyKey) && key !== "a") return;
    }
}

/** The document with the value at the path; on the way to it what the schema wants is there. */
function place(
  document: unknown,
  schema: JsonSchema,
  [step, ...rest]: PlacePath,
  value: unknown,
  key: string,
  root = schema,
): unknown {
  if (step === undefined) return value;
  const here = dereference(schema, root);
  if (step === anyItem) {
    const items = (Array.isArray(here.items) ? here.items[0] : here.items) as JsonSchema | undefined;
    const item = place(items && sample(items, root, 0), items ?? {}, rest, value, key, root);
    return Array.from({ length: Math.min(Math.max(1, here.minItems ?? 1), longest) }, () => item);
  }
  const name = step === anyKey ? key : step;
  const child =
    here.properties?.[name] ?? Object.values(here.patternProperties ?? {})[0] ?? here.additionalProperties;
  const childSchema = typeof child === "object" ? (child as JsonSchema) : {};
  const record =
    typeof document === "object" && document !== null && !Array.isArray(document) ? document : {};
  const known = Object.hasOwn(record, name)
    ? (record as Record<string, unknown>)[name]
    : sample(childSchema, root, 0);
  return { ...record, [name]: place(known, childSchema, rest, value, key, root) };
}

const deepest = 5;

/** Longer lists are not made: that such a place is open is said all the same. */
const longest = 1000;

/** A value that the schema may accept: with every key that must be given, and no other. */
function sample(schema: JsonSchema, root: JsonSchema, depth: number): unknown {
  const here = dereference(schema, root);
  if (depth > deepest) return undefined;
  if (here.default !== undefined) return here.default;
  if (here.const !== undefined) return here.const;
  const known = here.enum?.[0] ?? here.examples?.[0];
  if (known !== undefined) return known;
  const [branch] = here.anyOf ?? here.oneOf ?? here.allOf ?? [];
  if (branch && here.type === undefined) return sample(branch, root, depth + 1);
  switch ([here.type].flat()[0]) {
    case "object": {
      const keys = (here.required ?? []).filter((key) => !isFilled(here.properties?.[key]));
      return Object.fromEntries(
        keys.map((key) => [key, sample(here.properties?.[key] ?? {}, root, depth + 1)]),
      );
    }
    case "array": {
      const items = (Array.isArray(here.items) ? {} : here.items) as JsonSchema | undefined;
      return Array.from({ length: Math.min(here.minItems ?? 0, longest) }, () =>
        sample(items ?? {}, root, depth + 1),
      );
    }
    case "boolean":
      return true;
    case "integer":
    case "number":
      return numbersNear(here)[0];
    default:
      return texts(here, here)[0];
  }
}

function isFilled(schema: JsonSchema | undefined): boolean {
  return schema !== undefined && createFillDefaults(schema)(undefined) !== undefined;
}

/** Values about which the two schemas may disagree. */
function candidates(before: JsonSchema, after: JsonSchema, root: JsonSchema): unknown[] {
  const branches = [...(before.anyOf ?? []), ...(before.oneOf ?? []), ...(before.allOf ?? [])];
  const own = [
    before.const,
    ...(before.enum ?? []),
    before.default,
    ...(before.examples ?? []),
    after.default,
  ];
  const { default: _unset, ...shape } = before;
  const values = [
    ...own,
    sample(shape, root, 0),
    ...numbersNear(before, after),
    ...texts(before, after),
    true,
    false,
    null,
    ...lists(before, after, root),
    ...objects(before, after, root),
    ...branches.flatMap((branch) => candidates(dereference(branch, root), after, root)),
  ];
  return values.filter((value) => value !== undefined);
}

function numbersNear(...schemas: readonly JsonSchema[]): number[] {
  const bounds = schemas.flatMap((schema) => [
    schema.minimum,
    schema.maximum,
    schema.exclusiveMinimum,
    schema.exclusiveMaximum,
    schema.multipleOf,
  ]);
  const near = bounds.flatMap((bound) =>
    bound === undefined ? [] : [bound, bound - 1, bound + 1, bound + 0.5, bound - 0.5],
  );
  return [...near, 0, 1, -1, 2, 3, 7, 0.5, 1000, 1e6, -1e6];
}

/** Texts of the kinds that charts have, and of lengths about the limits. */
const usual = [
  "a",
  "",
  "A",
  "1",
  "a-b",
  "a_b",
  "a.b",
  "a/b",
  "a:b",
  " ",
  "é",
  "/a",
  "100m",
  "1Gi",
  "http://a",
  "https://a.b/c",
  "a@b",
  "true",
  "sha256:".padEnd(71, "0"),
];

function texts(...schemas: readonly JsonSchema[]): string[] {
  const lengths = schemas.flatMap(({ minLength, maxLength }) => [minLength, maxLength]);
  const long = lengths.flatMap((length) =>
    length === undefined ? [] : [length - 1, length, length + 1].filter((size) => size >= 0 && size < 10_000),
  );
  const known = schemas.flatMap((schema) => [
    schema.default,
    ...(schema.examples ?? []),
    ...(schema.enum ?? []),
  ]);
  const given = known.filter((value) => typeof value === "string");
  return [
    ...given,
    ...schemas.flatMap((schema) => formatTexts((schema as { format?: unknown }).format)),
    ...given.map((text) => text.toUpperCase()),
    ...usual,
    ...long.map((length) => "a".repeat(length)),
  ];
}

function lists(before: JsonSchema, after: JsonSchema, root: JsonSchema): unknown[][] {
  const items = (Array.isArray(before.items) ? before.items[0] : before.items) as JsonSchema | undefined;
  const item = sample(items ?? {}, root, 0) ?? "a";
  const sizes = [before, after].flatMap(({ minItems, maxItems }) => [minItems, maxItems]);
  const lengths = [
    0,
    1,
    2,
    ...sizes.flatMap((size) => (size === undefined ? [] : [size - 1, size, size + 1])),
  ];
  const distinct = texts({}).concat();
  const sensible = lengths.filter((length) => length >= 0 && length < 1000);
  const contained = before.contains && sample(before.contains, root, 0);
  return [
    ...[item, 1, ...(contained === undefined ? [] : [contained])].flatMap((one) =>
      sensible.map((length) => Array.from({ length }, () => one)),
    ),
    ...sensible.map((length) =>
      Array.from({ length }, (_, at) => (typeof item === "number" ? at : (distinct[at] ?? `a${at}`))),
    ),
  ];
}

function objects(before: JsonSchema, after: JsonSchema, root: JsonSchema): object[] {
  const { default: _unset, ...shape } = before;
  const least = (sample({ ...shape, type: "object" }, root, 0) ?? {}) as object;
  const entries = Object.entries(before.properties ?? {}).map(
    ([key, schema]) => [key, sample(schema, root, 0)] as const,
  );
  const rest =
    typeof before.additionalProperties === "object" ? sample(before.additionalProperties, root, 0) : "a";
  const sizes = [before, after].flatMap(({ minProperties, maxProperties }) => [minProperties, maxProperties]);
  const counts = sizes.flatMap((size) => (size === undefined ? [] : [size - 1, size, size + 1]));
  return [
    least,
    {},
    Object.fromEntries(entries),
    ...entries.map(([key, value]) => ({ ...least, [key]: value })),
    ...["a", "A", "x-a", "a.b", "1"].map((key) => ({ ...least, [key]: rest })),
    ...counts
      .filter((count) => count >= 0 && count < 1000)
      .map((count) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}`, rest]))),
  ];
}

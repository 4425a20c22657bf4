import { createRequire } from "node:module";
import type { Ajv as AjvInstance, Options } from "ajv";
import { isRecord } from "../json.ts";
import type { JsonSchema } from "../model/json-schema.ts";
import type { CompiledCheck } from "./ajv-error.ts";

const require = createRequire(import.meta.url);

const options: Options = {
  allErrors: true,
  verbose: true,
  strict: true,
  allowUnionTypes: true,
  // A `then` may name a key or a type that stands beside it, and a tuple may be open.
  strictRequired: false,
  strictTypes: false,
  strictTuples: false,
  // A function for each schema of its own, small enough for V8 to optimize: see `share`.
  inlineRefs: false,
  code: { source: true, esm: true },
};

let ajv: AjvInstance | undefined;

/** ajv costs 60 ms to load, so only a process that compiles a schema loads it. */
function instance(): AjvInstance {
  if (!ajv) {
    const { Ajv } = require("ajv") as typeof import("ajv");
    ajv = new Ajv(options);
    ajv.addVocabulary(["x-unit", "x-secret"]);
  }
  return ajv;
}

const keys = new Map<string, string>();

/** The key under which ajv knows a schema. It depends on the text alone, so that equal schemas are compiled once. */
function keyOf(schema: JsonSchema): string {
  const text = JSON.stringify(schema);
  const key = keys.get(text) ?? `schema:${keys.size}`;
  keys.set(text, key);
  return key;
}

/**
 * Compiles a schema in this process. Schemas of one text are compiled once, and so is every object that two models
 * have in common, and every Kubernetes definition.
 */
export function compileCheck(schema: JsonSchema): CompiledCheck {
  const key = keyOf(schema);
  const known = instance().getSchema(key);
  if (known) return known as CompiledCheck;
  const { definitions = {}, $schema: _ajvKnowsIt, ...body } = schema;
  for (const [name, definition] of Object.entries(definitions)) {
    if (!instance().schemas[definitionKey(name)])
      instance().addSchema(shareBelow(definition), definitionKey(name));
  }
  instance().addSchema(shareBelow(body), key);
  return instance().getSchema(key) as CompiledCheck;
}

/**
 * The source of an ES module that exports a check for each schema under its key, and shares what they share. It
 * still imports parts of ajv, to be bundled.
 */
export function standaloneSource(schemas: Readonly<Record<string, JsonSchema>>): string {
  for (const schema of Object.values(schemas)) compileCheck(schema);
  const generate = (require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js")).default;
  return generate(
    instance(),
    Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, keyOf(schema)])),
  );
}

const definitionKey = (name: string): string => `kubernetes:${name}`;

/**
 * Gives every object below a schema a schema of its own, and a reference in its place. ajv writes one function for
 * each schema; a whole chart's in one is past the size that V8 optimizes, and runs at a fifth of the speed.
 */
function share(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(share);
  if (!isRecord(node)) return node;
  const schema = shareBelow(node as JsonSchema);
  if (!isRecord(schema.properties)) return schema;
  const key = keyOf(schema);
  if (!instance().schemas[key]) instance().addSchema(schema, key);
  return { $ref: key, ...(schema.title !== undefined && { title: schema.title }) };
}

/** Keywords that hold schemas by name. */
const maps = new Set(["properties", "patternProperties"]);

/** Keywords that hold plain data, which may look like a schema. */
const data = new Set(["default", "examples", "const", "enum", "required"]);

function shareBelow(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (keyword === "$ref") return [keyword, definitionKey(String(value).replace("#/definitions/", ""))];
    if (maps.has(keyword)) return [keyword, mapValues(value as object, share)];
    return [keyword, data.has(keyword) ? value : share(value)];
  });
  return Object.fromEntries(entries) as JsonSchema;
}

function mapValues(map: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

import { createRequire } from "node:module";
import { isRecord, type JsonSchema, mapSubschemas, ownKeywords } from "@chartmodel/json-schema";
import type { Ajv, Options } from "ajv";
import type { CompiledCheck } from "./ajv-error.ts";
import { addEqualityKeywords } from "./equality-keywords.ts";

const require = createRequire(import.meta.url);

const options: Options = {
  allErrors: true,
  verbose: true,
  inlineRefs: false,
  strict: true,
  ownProperties: true,
  allowUnionTypes: true,
  // A `then` may name a key or a type that stands beside it, and a tuple may be open.
  strictRequired: false,
  strictTypes: false,
  strictTuples: false,
  code: { source: true, esm: true },
};

/** Compiles schemas with ajv, so that what schemas have in common is compiled once. */
export interface Compiler {
  /** A check for this process. */
  compile(schema: JsonSchema): CompiledCheck;
  /** An ES module that exports a check for each schema under its key; it still imports parts of ajv, to be bundled. */
  source(schemas: Readonly<Record<string, JsonSchema>>): string;
}

/** Makes a compiler. Loads ajv, which takes 60 ms: only for a process that compiles. */
export function createCompiler(): Compiler {
  const { Ajv } = require("ajv") as typeof import("ajv");
  const ajv = new Ajv(options);
  ajv.addVocabulary([...ownKeywords]);
  addEqualityKeywords(ajv);
  const { keyOf, add } = createRegistry(ajv);

  const compile = (schema: JsonSchema): CompiledCheck => {
    add(schema);
    return ajv.getSchema(keyOf(schema)) as CompiledCheck;
  };
  return {
    compile,
    source(schemas) {
      for (const schema of Object.values(schemas)) compile(schema);
      const generate = (require("ajv/dist/standalone") as typeof import("ajv/dist/standalone/index.js"))
        .default;
      return generate(
        ajv,
        mapValues(schemas, (schema) => keyOf(schema as JsonSchema)) as Record<string, string>,
      );
    },
  };
}

const definitionKey = (name: string): string => `kubernetes:${name}`;

/**
 * Gives every object of a schema, and every Kubernetes definition, a schema of its own in ajv. ajv writes one function
 * for each schema; a whole chart's in one is past the size that V8 optimizes, and runs at a fifth of the speed.
 */
function createRegistry(ajv: Ajv) {
  const keys = new Map<string, string>();

  /** The key of a schema depends on its text alone, so that equal schemas are compiled once. */
  const keyOf = (schema: JsonSchema): string => {
    const text = JSON.stringify(schema);
    const key = keys.get(text) ?? `schema:${keys.size}`;
    keys.set(text, key);
    return key;
  };
  const addOnce = (key: string, schema: () => JsonSchema): void => {
    if (!ajv.schemas[key]) ajv.addSchema(schema(), key);
  };
  const shareBelow = (schema: JsonSchema): JsonSchema => {
    const shared = mapSubschemas(schema, share);
    const { $ref } = shared;
    return $ref === undefined
      ? shared
      : { ...shared, $ref: definitionKey($ref.replace("#/definitions/", "")) };
  };
  const share = (inner: JsonSchema): JsonSchema => {
    const schema = shareBelow(inner);
    if (!isRecord(schema.properties)) return schema;
    const key = keyOf(schema);
    addOnce(key, () => schema);
    return { $ref: key, ...(schema.title !== undefined && { title: schema.title }) };
  };
  const add = (schema: JsonSchema): void => {
    const { definitions = {}, $schema: _ajvKnowsIt, ...body } = schema;
    for (const [name, definition] of Object.entries(definitions)) {
      addOnce(definitionKey(name), () => shareBelow(definition));
    }
    addOnce(keyOf(schema), () => shareBelow(body));
  };
  return { keyOf, add };
}

function mapValues(map: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

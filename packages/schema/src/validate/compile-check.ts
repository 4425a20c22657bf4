import { createRequire } from "node:module";
import type { Ajv as AjvInstance, Options } from "ajv";
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

/** The key under which ajv knows a schema. It depends on the text alone: two models may have one name. */
function keyOf(schema: JsonSchema): string {
  const text = JSON.stringify(schema);
  const key = keys.get(text) ?? `model:${keys.size}`;
  keys.set(text, key);
  return key;
}

/**
 * Compiles a schema in this process. Schemas of one text are compiled once, and so is each Kubernetes definition,
 * however many models bundle it.
 */
export function compileCheck(schema: JsonSchema): CompiledCheck {
  const key = keyOf(schema);
  const known = instance().getSchema(key);
  if (known) return known as CompiledCheck;
  const { definitions = {}, $schema: _ajvKnowsIt, ...body } = schema;
  for (const [name, definition] of Object.entries(definitions)) {
    if (!instance().schemas[shared(name)])
      instance().addSchema(withSharedReferences(definition), shared(name));
  }
  instance().addSchema(withSharedReferences(body), key);
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

const shared = (name: string): string => `kubernetes:${name}`;

function withSharedReferences<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withSharedReferences) as T;
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string"
        ? shared(value.replace("#/definitions/", ""))
        : withSharedReferences(value),
    ]),
  ) as T;
}

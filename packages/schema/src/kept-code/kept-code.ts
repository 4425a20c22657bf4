import { join } from "node:path";
import { Script } from "node:vm";
import type { JsonSchema } from "@chartmodel/json-schema";
import { atExit } from "./at-exit.ts";
import { holdsSecret } from "./holds-secret.ts";
import { checksum, readSigned, writeSigned } from "./signed-file.ts";

/** A hash of all that this package was built from; the build puts it here. */
declare const BUILT_FROM: string | undefined;

/** `undefined` for sources, of which there is no such hash. */
export const builtFrom = typeof BUILT_FROM === "string" ? BUILT_FROM : undefined;

/** Where code is kept from one call of the program to the next; nowhere unless the program says so. */
export const keptCode: { folder: string | undefined } = { folder: undefined };

/** Makes a schema's code, as the body of a CommonJS module. */
type MakeSource = (schema: JsonSchema) => string;

/** Where code is kept, and all that it was made from. */
interface Shelf {
  readonly path: string;
  readonly madeFrom: string;
}

/** Code, and where it is kept with what is made of it. */
interface KeptSource {
  readonly path: string;
  readonly source: string;
  readonly signature: string;
}

/**
 * The code that is made of a schema, kept where that was asked for. Its file holds all that it depends on, and is
 * compared with it: so what was made of another schema, or by another version of this package or of Node, is not
 * taken. Nothing is kept of a schema that says itself what a secret is.
 *
 * @param kind - tells apart what is made of one schema.
 * @returns what gives the module's exports; the code is run when it is first called.
 */
export function codeOf<Exports>(schema: JsonSchema, kind: string, make: MakeSource): () => Exports {
  const shelf = shelfFor(schema, kind);
  const kept = shelf && (readSource(shelf) ?? writeSource(shelf, make(schema)));
  const source = kept ? kept.source : make(schema);
  let exports: Exports | undefined;
  return () => {
    exports ??= (kept ? runKept(kept) : run(source)) as Exports;
    return exports;
  };
}

/**
 * A text that is made of a model's schema and of nothing else, kept as its code is. The schema is looked at again: a
 * configuration may have changed it since. What is no model's is made each time.
 *
 * @param kind - tells apart what is made of one schema, and holds all else that the text is made of.
 */
export function textOf(schema: JsonSchema, kind: string, make: () => string): string {
  const shelf = bodies.has(schema) ? shelfOf(bodyOf(schema), kind, "txt") : undefined;
  if (!shelf) return make();
  return (readSource(shelf) ?? writeSource(shelf, make())).source;
}

/** Runs the body of a CommonJS module. */
function run(source: string): object {
  const exports = {};
  new Function("exports", source)(exports);
  return exports;
}

/**
 * As {@link run}. What V8 compiled is kept too, when the program ends: by then it is all that the code is used for, where
 * Node would keep what its start is made of.
 */
function runKept({ path, source, signature }: KeptSource): object {
  const compiled = { path: path.replace(/cjs$/, "v8"), of: signature };
  const cachedData = readCompiled(compiled);
  const script = new Script(`(function (exports) {${source}\n})`, { filename: path, cachedData });
  if (!cachedData || script.cachedDataRejected)
    atExit(compiled.path, () =>
      writeSigned(compiled.path, Buffer.concat([Buffer.from(compiled.of), script.createCachedData()])),
    );
  const exports = {};
  script.runInThisContext()(exports);
  return exports;
}

const bodies = new WeakMap<JsonSchema, string | undefined>();

function shelfFor(schema: JsonSchema, kind: string): Shelf | undefined {
  if (!keptCode.folder || !builtFrom) return undefined;
  if (!bodies.has(schema)) bodies.set(schema, bodyOf(schema));
  return shelfOf(bodies.get(schema), kind, "cjs");
}

function shelfOf(body: string | undefined, kind: string, extension: string): Shelf | undefined {
  if (!keptCode.folder || body === undefined) return undefined;
  const madeFrom = `// ${[builtFrom, process.version, kind, body].join(" ")}\n`;
  // The name need not be the only one of its kind: of two that meet, one is made anew.
  return { path: join(keptCode.folder, `${checksum(Buffer.from(madeFrom))}.${extension}`), madeFrom };
}

/** All that a schema's code depends on, on one line; `undefined` where it holds a secret. */
function bodyOf(schema: JsonSchema): string | undefined {
  const isDerived = Object.getOwnPropertyDescriptor(schema, "definitions")?.get !== undefined;
  // A model's definitions are this package's own, chosen by the references in its body.
  const keywords = Object.keys(schema).filter((keyword) => !(isDerived && keyword === "definitions"));
  const own = Object.fromEntries(keywords.map((keyword) => [keyword, schema[keyword as keyof JsonSchema]]));
  const body = JSON.stringify(own);
  if (body.includes('"x-secret":true') && holdsSecret(own as JsonSchema)) return undefined;
  return body;
}

/** V8 itself looks at no more of its code than the length, and at its own version. */
function readCompiled({ path, of }: { path: string; of: string }): Buffer | undefined {
  const kept = readSigned(path)?.bytes;
  return kept?.toString("latin1", 0, of.length) === of ? kept.subarray(of.length) : undefined;
}

function readSource({ path, madeFrom }: Shelf): KeptSource | undefined {
  const kept = readSigned(path);
  const text = kept?.bytes.toString();
  if (!kept || !text?.startsWith(madeFrom)) return undefined;
  return { path, source: text.slice(madeFrom.length), signature: kept.signature };
}

function writeSource({ path, madeFrom }: Shelf, source: string): KeptSource {
  return { path, source, signature: writeSigned(path, Buffer.from(madeFrom + source)) };
}

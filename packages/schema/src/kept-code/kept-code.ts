import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { Module } from "node:module";
import { dirname, join } from "node:path";
import type { JsonSchema } from "@chartmodel/json-schema";
import { holdsSecret } from "./holds-secret.ts";

/** A hash of all that this package was built from; the build puts it here. */
declare const BUILT_FROM: string | undefined;

const builtFrom = typeof BUILT_FROM === "string" ? BUILT_FROM : undefined;

/** Where code is kept from one call of the program to the next; nowhere unless the program says so. */
export const keptCode: { folder: string | undefined } = { folder: undefined };

/** Makes a schema's code, as the body of a CommonJS module. */
type MakeSource = (schema: JsonSchema) => string;

/** Where code is kept, and all that it was made from. */
interface Shelf {
  readonly path: string;
  readonly madeFrom: string;
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
  const kept = shelf && readWhole(shelf);
  const source = kept ?? make(schema);
  if (shelf && kept === undefined) writeWhole(shelf, source);
  let exports: Exports | undefined;
  return () => {
    exports ??= run(source, shelf?.path) as Exports;
    return exports;
  };
}

/** Runs the body of a CommonJS module. Of one that has a path, Node keeps the compiled form too. */
function run(source: string, path: string | undefined): unknown {
  const module = new Module(path ?? "") as Module & { _compile(source: string, path: string): void };
  if (path) module._compile(source, path);
  else new Function("exports", source)(module.exports);
  return module.exports;
}

const bodies = new WeakMap<JsonSchema, string | undefined>();

function shelfFor(schema: JsonSchema, kind: string): Shelf | undefined {
  if (!keptCode.folder || !builtFrom) return undefined;
  if (!bodies.has(schema)) bodies.set(schema, bodyOf(schema));
  const body = bodies.get(schema);
  if (body === undefined) return undefined;
  const madeFrom = `// ${[builtFrom, process.version, kind, body].join(" ")}\n`;
  // The name need not be the only one of its kind: of two that meet, one is made anew.
  return { path: join(keptCode.folder, `${checksum(madeFrom)}.cjs`), madeFrom };
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

/** What was kept, if it is whole: a checksum of the rest, what it was made from, and the code. */
function readWhole({ path, madeFrom }: Shelf): string | undefined {
  try {
    const [sum, rest] = splitLine(readFileSync(path, "utf8"));
    return rest.startsWith(madeFrom) && sum === signature(rest) ? rest.slice(madeFrom.length) : undefined;
  } catch {
    return undefined;
  }
}

function writeWhole({ path, madeFrom }: Shelf, source: string): void {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = madeFrom + source;
    writeFileSync(temporary, `${signature(text)}\n${text}`, { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // What cannot be kept is made anew.
    rmSync(temporary, { force: true });
  }
}

function splitLine(text: string): [line: string, rest: string] {
  const end = text.indexOf("\n");
  return [text.slice(0, end), text.slice(end + 1)];
}

function signature(text: string): string {
  return `// ${checksum(text)}`;
}

/**
 * FNV-1a over words of 32 bits, which notices what breaks by accident. Node's own hashes are in modules that take longer
 * to load than all the code of a project's models.
 */
function checksum(text: string): string {
  const bytes = Buffer.from(text);
  const words = new Uint32Array(Math.ceil(bytes.length / Uint32Array.BYTES_PER_ELEMENT));
  new Uint8Array(words.buffer).set(bytes);
  let sum = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) sum = Math.imul(sum ^ (words[at] as number), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}

import { createHash, randomUUID } from "node:crypto";
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

/**
 * The code that is made of a schema, kept where that was asked for. Its name is a hash of all that it depends on, so
 * that what was made of another schema, or by another version of this package or of Node, is not found. Nothing is
 * kept of a schema that says itself what a secret is.
 *
 * @param kind - tells apart what is made of one schema.
 * @returns what gives the module's exports; the code is run when it is first called.
 */
export function codeOf<Exports>(schema: JsonSchema, kind: string, make: MakeSource): () => Exports {
  const path = pathFor(schema, kind);
  const kept = path && readWhole(path);
  const source = kept ?? make(schema);
  if (path && kept === undefined) writeWhole(path, source);
  let exports: Exports | undefined;
  return () => {
    exports ??= run(source, path) as Exports;
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

const keys = new WeakMap<JsonSchema, string | undefined>();

function pathFor(schema: JsonSchema, kind: string): string | undefined {
  if (!keptCode.folder || !builtFrom) return undefined;
  if (!keys.has(schema)) keys.set(schema, keyOf(schema));
  const key = keys.get(schema);
  return key && join(keptCode.folder, `${sha256(`${key}\n${kind}`)}.cjs`);
}

function keyOf(schema: JsonSchema): string | undefined {
  const isDerived = Object.getOwnPropertyDescriptor(schema, "definitions")?.get !== undefined;
  // A model's definitions are this package's own, chosen by the references in its body.
  const keywords = Object.keys(schema).filter((keyword) => !(isDerived && keyword === "definitions"));
  const own = Object.fromEntries(keywords.map((keyword) => [keyword, schema[keyword as keyof JsonSchema]]));
  const body = JSON.stringify(own);
  if (body.includes('"x-secret":true') && holdsSecret(own as JsonSchema)) return undefined;
  return sha256([builtFrom, process.version, body].join("\n"));
}

/** What was kept, if it is whole. Its first line is a comment with the hash of the others. */
function readWhole(path: string): string | undefined {
  try {
    const source = readFileSync(path, "utf8");
    return source === signed(source.slice(source.indexOf("\n") + 1)) ? source : undefined;
  } catch {
    return undefined;
  }
}

function writeWhole(path: string, source: string): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, signed(source), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // What cannot be kept is made anew.
    rmSync(temporary, { force: true });
  }
}

function signed(source: string): string {
  return `// ${sha256(source)}\n${source}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

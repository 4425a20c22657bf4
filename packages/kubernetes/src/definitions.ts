import { readFileSync } from "node:fs";
import type { JsonSchema } from "@chartmodel/json-schema";

/** A definition as it is written. */
const lineOf = /^"([^"]+)":(.*?),?$/gm;

const reference = /"\$ref":"#\/definitions\/([^"]+)"/g;

let lines: ReadonlyMap<string, string> | undefined;

/**
 * The text of every definition, by name. They are 300 kB on a line each: most commands need none, and some a tenth of
 * them. A package that bundles this one has the file beside its bundle.
 */
function texts(): ReadonlyMap<string, string> {
  lines ??= new Map(
    Array.from(
      readFileSync(new URL("./definitions.json", import.meta.url), "utf8").matchAll(lineOf),
      ([, name = "", text = ""]) => [name, text],
    ),
  );
  return lines;
}

/** Every Kubernetes definition by its full name, e.g. `io.k8s.api.core.v1.Probe`. */
export function allDefinitions(): Record<string, JsonSchema> {
  return definitionsFor(texts().keys());
}

/** Whether there is a definition of a name. */
export function isDefinition(name: string): boolean {
  return texts().has(name);
}

/**
 * The definitions of these names and of all that they refer to, sorted by name.
 *
 * @throws RangeError on a name that there is no definition of.
 */
export function definitionsFor(names: Iterable<string>): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    const text = texts().get(name);
    if (text === undefined) throw new RangeError(`No Kubernetes definition is called "${name}".`);
    found.set(name, JSON.parse(text));
    for (const [, other = ""] of text.matchAll(reference)) wanted.push(other);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { createRequire } from "node:module";
import { type JsonSchema, subschemas } from "@chartmodel/json-schema";

const require = createRequire(import.meta.url);

/**
 * Every Kubernetes definition by its full name, e.g. `io.k8s.api.core.v1.Probe`. They are 300 kB, read when they are
 * first asked for: most commands never do. A package that bundles this one has the file beside its bundle.
 */
export function allDefinitions(): { readonly [name: string]: JsonSchema } {
  return require("./definitions.json");
}

/**
 * The definitions of these names and of all that they refer to, sorted by name.
 *
 * @throws RangeError on a name that there is no definition of.
 */
export function definitionsFor(names: Iterable<string>): Record<string, JsonSchema> {
  const definitions = allDefinitions();
  const found = new Map<string, JsonSchema>();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    const definition = definitions[name];
    if (definition === undefined) throw new RangeError(`No Kubernetes definition is called "${name}".`);
    found.set(name, definition);
    wanted.push(...referredTo(definition));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The names of the definitions that a schema refers to, itself and below it. */
export function referredTo(schema: JsonSchema): string[] {
  const own = schema.$ref === undefined ? [] : [schema.$ref.replace("#/definitions/", "")];
  return [...own, ...[...subschemas(schema)].flatMap((inner) => referredTo(inner.schema))];
}

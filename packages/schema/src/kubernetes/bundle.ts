import bundled from "./definitions.json" with { type: "json" };

/** A JSON Schema of draft-07, as plain data. */
export type Definition = { readonly [keyword: string]: unknown };

/** Every Kubernetes definition by its full name, e.g. `io.k8s.api.core.v1.Probe`. */
export const definitions: { readonly [name: string]: Definition } = bundled;

const PREFIX = "#/definitions/";

/**
 * The definitions of these names and of all that they refer to, sorted by name.
 *
 * @throws RangeError on a name that there is no definition of.
 */
export function definitionsFor(names: Iterable<string>): Record<string, Definition> {
  const found = new Map<string, Definition>();
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

function referredTo(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) =>
    keyword === "$ref" && typeof value === "string" ? [value.slice(PREFIX.length)] : referredTo(value),
  );
}

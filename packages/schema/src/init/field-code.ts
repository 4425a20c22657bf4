import type { Field, Shape } from "./field.ts";
import { type Code, call, type Entry, literal, object } from "./print-code.ts";

/** Gives the code of a field that is written elsewhere, or nothing. */
export type PartOf = (field: Field, path: readonly string[]) => string | undefined;

/** Names of the library that code uses. */
export type Imports = Set<string>;

/** The code of a field's type, with its description and default. */
function fieldCode(field: Field, path: readonly string[], imports: Imports, partOf: PartOf): Code {
  const { shape, description, fallback, isOptional } = field;
  const code = partOf(field, path) ?? shapeCode(shape, path, imports, partOf, { description, fallback });
  return isOptional ? call(used(imports, "Type", "Type.Optional"), code) : code;
}

/** The code of an object's fields. */
function fieldsCode(
  fields: readonly Field[],
  path: readonly string[],
  imports: Imports,
  partOf: PartOf,
): Code {
  const entries = fields.map((field): Entry => {
    const { key } = field;
    const code = fieldCode(field, [...path, key], imports, partOf);
    return code === key ? [key] : [key, code];
  });
  return object(entries, true);
}

interface Notes {
  readonly description?: string | undefined;
  readonly fallback?: unknown;
}

/** The code of a shape; what it says of itself comes last. */
export function shapeCode(
  shape: Shape,
  path: readonly string[],
  imports: Imports,
  partOf: PartOf,
  { description, fallback }: Notes = {},
): Code {
  const inner = (items: Shape) => shapeCode(items, [...path, "[]"], imports, partOf);
  const options = (keywords: readonly Entry[] = [], shown = fallback): Code[] => {
    const entries: Entry[] = [
      ...(description === undefined ? [] : [["description", literal(description)] as const]),
      ...keywords,
      ...(shown === undefined || shown === null ? [] : [["default", literal(shown)] as const]),
    ];
    return entries.length > 0 ? [object(entries)] : [];
  };
  const type = (builder: string) => used(imports, "Type", `Type.${builder}`);
  switch (shape.kind) {
    case "object": {
      // The defaults are those of its fields.
      const open: Entry[] =
        shape.others === "none"
          ? []
          : [["additionalProperties", call(used(imports, freeBuilders[shape.others]))]];
      const fields = fieldsCode(shape.fields, path, imports, partOf);
      return call(type("Object"), fields, ...options(open, null));
    }
    case "list":
      return call(type("Array"), inner(shape.items), ...options());
    case "map":
      return call(type("Record"), call(type("String")), inner(shape.values), ...options());
    case "kubernetes":
      return call(used(imports, "Kubernetes", `Kubernetes.${shape.name}`), ...options());
    case "named":
      return call(used(imports, shape.name), ...options());
    case "enum":
      return call(type("Enum"), literal(shape.members), ...options());
    case "free":
    case "subchart":
      return call(used(imports, freeBuilders[shape.kind]), ...options());
    case "scalar": {
      const [only, another] = shape.types;
      const keywords = Object.entries(shape.keywords).map(([key, value]): Entry => [key, literal(value)]);
      if (only !== undefined && another === undefined)
        return call(type(builders[only]), ...options(keywords));
      const types = shape.types.map((name) => call(type(builders[name])));
      return call(type("Union"), { type: "list", items: types }, ...options(keywords));
    }
  }
}

const freeBuilders = { free: "FreeForm", subchart: "SubchartValue" } as const;
const builders = { string: "String", integer: "Integer", number: "Number", boolean: "Boolean" } as const;

function used(imports: Imports, name: string, code = name): string {
  imports.add(name);
  return code;
}

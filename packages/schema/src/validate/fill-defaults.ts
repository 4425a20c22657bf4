import { isRecord, isReference, type JsonSchema } from "@chartmodel/json-schema";

/** Gives back a value with every default filled in, in the order of the schema's keys; the input stays as it is. */
export type FillDefaults = (value: unknown) => unknown;

/**
 * Prepares the filling of a schema's defaults. (ajv's `useDefaults` changes its input and refuses defaults below
 * `anyOf`.) What does not fit the schema is passed through: the validator names it.
 */
export function createFillDefaults(schema: JsonSchema): FillDefaults {
  return new Function(`return ${fillSource(schema)}`)() as FillDefaults;
}

/**
 * The source of a function that fills a schema's defaults. It is generated because a function made for its keys is
 * five times as fast as one that loops over them, and filling is a third of all the work for an environment.
 */
export function fillSource(schema: JsonSchema): string {
  const functions: string[] = [];
  const name = shapeFunction(schema, functions);
  const fallback =
    schema.default === undefined ? "value" : `value === undefined ? ${literal(schema.default)} : value`;
  return `(() => {\n${functions.join("\n")}\nreturn (value) => ${name ? `${name}(${fallback})` : fallback};\n})()`;
}

/** Adds the function for a schema's shape and gives its name; `undefined` if there is nothing to fill below it. */
function shapeFunction(schema: JsonSchema, functions: string[]): string | undefined {
  // A Kubernetes object, which stands behind a reference, is kept as it is: its definition has no defaults.
  if (isReference(schema)) return undefined;
  const body = objectBody(schema, functions) ?? mapBody(schema, functions) ?? listBody(schema, functions);
  if (body === undefined) return undefined;
  const name = `fill${functions.length}`;
  functions.push(`function ${name}(value) {\n${body}\n}`);
  return name;
}

const isObject = 'typeof value === "object" && value !== null && !Array.isArray(value)';

function objectBody({ properties, required = [] }: JsonSchema, functions: string[]): string | undefined {
  if (!properties) return undefined;
  const before = functions.length;
  const lines = Object.entries(properties).map(([key, child]) =>
    property(key, child, required.includes(key), functions),
  );
  const isPlain =
    functions.length === before && Object.values(properties).every((child) => child.default === undefined);
  const known = Object.keys(properties)
    .map((key) => `case ${JSON.stringify(key)}: break;`)
    .join(" ");
  // An object of optional keys may be left out, and is then there and empty.
  if (isPlain && required.length > 0) return undefined;
  return `if (value === undefined) value = {};
if (!(${isObject})) return value;
const output = {};
let item;
${lines.join("\n")}
for (const key in value) switch (key) {
${known}
default: Object.defineProperty(output, key, { value: value[key], enumerable: true, configurable: true, writable: true });
}
return output;`;
}

function property(key: string, schema: JsonSchema, isRequired: boolean, functions: string[]): string {
  const place = `[${JSON.stringify(key)}]`;
  const name = shapeFunction(schema, functions);
  const fallback =
    schema.default === undefined ? "" : `if (item === undefined) item = ${literal(schema.default)};`;
  // An optional object that nobody gave stays away, whatever its keys' defaults are.
  const staysAway = !isRequired && schema.default === undefined;
  const fill = name && `${staysAway ? "if (item !== undefined) " : ""}item = ${name}(item);`;
  return `item = value${place}; ${fallback} ${fill ?? ""} if (item !== undefined) output${place} = item;`;
}

function mapBody({ additionalProperties }: JsonSchema, functions: string[]): string | undefined {
  const name = isRecord(additionalProperties) && shapeFunction(additionalProperties as JsonSchema, functions);
  if (!name) return undefined;
  return `if (!(${isObject})) return value;
return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, ${name}(item)]));`;
}

function listBody({ items }: JsonSchema, functions: string[]): string | undefined {
  const name = isRecord(items) && shapeFunction(items as JsonSchema, functions);
  return name ? `return Array.isArray(value) ? value.map(${name}) : value;` : undefined;
}

/** JSON is JavaScript; every evaluation makes a value of its own. */
function literal(value: unknown): string {
  return `(${JSON.stringify(value)})`;
}

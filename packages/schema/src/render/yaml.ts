import { describeSchema, isReference, type JsonSchema, visibleValue } from "@chartmodel/json-schema";
import { printable } from "./printable.ts";
import { wrapText } from "./wrap-text.ts";
import { yamlKey, yamlScalar } from "./yaml-scalar.ts";

/** Writes values as YAML, each modelled key below its description, range and default. */
export type YamlRenderer = (values: unknown) => string;

const renderers = new WeakMap<JsonSchema, YamlRenderer>();

/** The YAML writer of a schema. The comments are prepared once: writing is then mostly joining strings. */
export function yamlRenderer(schema: JsonSchema): YamlRenderer {
  let renderer = renderers.get(schema);
  if (!renderer) {
    const writeObject = objectWriter(schema, schema, "");
    renderer = (values) => writeObject(values as Record<string, unknown>);
    renderers.set(schema, renderer);
  }
  return renderer;
}

/** Writes plain data as YAML without comments. */
export function plainYaml(value: unknown): string {
  return isEmpty(value) ? writeValue(value, "").trimStart() : writeBlock(value, "").replace(/^\n/, "");
}

type Write = (value: unknown) => string;

const step = "  ";

function objectWriter(schema: JsonSchema, root: JsonSchema, indent: string): Write {
  const writers = new Map(
    Object.entries(schema.properties ?? {}).map(([key, child]) => {
      const lead = `${comment(child, root, indent)}${indent}${yamlKey(key)}:`;
      return [key, { lead, write: valueWriter(child, root, indent) }];
    }),
  );
  const separator = indent === "" ? "\n" : "";
  return (value) => {
    let text = "";
    const record = value as Record<string, unknown>;
    for (const key in record) {
      const item = record[key];
      if (item === undefined) continue;
      const known = writers.get(key);
      if (text !== "") text += separator;
      text += known ? known.lead + known.write(item) : `${indent}${yamlKey(key)}:${writeValue(item, indent)}`;
    }
    return text;
  };
}

/** Writes what follows a key's colon, up to and with the line's end. */
function valueWriter(schema: JsonSchema, root: JsonSchema, indent: string): Write {
  if (isReference(schema) || !schema.properties) return (value) => writeValue(value, indent);
  const writeObject = objectWriter(schema, root, indent + step);
  return (value) =>
    isEmpty(value) || typeof value !== "object" ? writeValue(value, indent) : `\n${writeObject(value)}`;
}

function writeValue(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return ` ${yamlScalar(value)}\n`;
  if (isEmpty(value)) return Array.isArray(value) ? " []\n" : " {}\n";
  return writeBlock(value, indent + step);
}

function writeBlock(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return `${indent}${yamlScalar(value)}\n`;
  let text = "\n";
  if (Array.isArray(value)) {
    for (const item of value) text += `${indent}-${writeItem(item, indent)}`;
    return text;
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    if (record[key] !== undefined) text += `${indent}${yamlKey(key)}:${writeValue(record[key], indent)}`;
  }
  return text;
}

/** A list's item, its first key on the line of the dash. */
function writeItem(item: unknown, indent: string): string {
  const text = writeValue(item, indent);
  return text.startsWith("\n") ? ` ${text.slice(1 + indent.length + step.length)}` : text;
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (const _key in value) return false;
  return true;
}

function comment(schema: JsonSchema, root: JsonSchema, indent: string): string {
  const group = schema.properties !== undefined;
  const facts = group ? undefined : factsOf(schema, root);
  const lines = [schema.description, facts].filter((text) => text !== undefined);
  return lines
    .flatMap((text) => wrapText(printable(text), 100 - indent.length))
    .map((line) => `${indent}# ${line}\n`)
    .join("");
}

function factsOf(schema: JsonSchema, root: JsonSchema): string {
  const described = describeSchema(schema, root);
  const fallback = schema.default;
  if (fallback === undefined) return capitalize(`${described}.`);
  const shown = JSON.stringify(visibleValue(fallback, { root, schema }));
  return capitalize(shown.length > 60 ? `${described}; has a default.` : `${described}; default ${shown}.`);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

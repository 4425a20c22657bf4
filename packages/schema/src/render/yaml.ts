import type { JsonSchema } from "@chartmodel/json-schema";
import { codeOf } from "../compile/kept-code.ts";
import { yamlKey, yamlScalar } from "./yaml-scalar.ts";
import { type YamlCode, yamlSource } from "./yaml-source.ts";

/** Writes values as YAML, each modelled key below its description, range and default. */
export type YamlRenderer = (values: unknown) => string;

const renderers = new WeakMap<JsonSchema, YamlRenderer>();

/** The YAML writer of a schema. */
export function yamlRenderer(schema: JsonSchema): YamlRenderer {
  let renderer = renderers.get(schema);
  if (!renderer) {
    const { writer } = codeOf<YamlCode>(schema, "yaml", yamlSource)();
    renderer = writer({ isEmpty, writeKey: yamlKey, writeValue });
    renderers.set(schema, renderer);
  }
  return renderer;
}

/** Writes plain data as YAML without comments. */
export function plainYaml(value: unknown): string {
  return isEmpty(value) ? writeValue(value, "").trimStart() : writeBlock(value, "").replace(/^\n/, "");
}

const step = "  ";

/** What follows a key's colon, up to and with the line's end. */
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

import type { JsonSchema } from "@chartmodel/json-schema";
import { codeOf } from "../kept-code/kept-code.ts";
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
    renderer = writer({ writeKey: yamlKey, writeValue });
    renderers.set(schema, renderer);
  }
  return renderer;
}

/** Writes plain data as YAML without comments. */
export function plainYaml(value: unknown): string {
  return (isScalar(value) ? "" : writeBlock(value, "")) || writeValue(value, "").trimStart();
}

const step = "  ";

/** What follows a key's colon, up to and with the line's end. */
function writeValue(value: unknown, indent: string): string {
  if (isScalar(value)) return ` ${yamlScalar(value)}\n`;
  const inside = indent + step;
  const block = writeBlock(value, inside);
  return block === "" ? emptyOf(value) : `\n${inside}${block}`;
}

/**
 * The lines of a list or an object, the first one without its indent: it may follow the dash of a list. Nothing, where
 * nothing is in it; a key without a value is not.
 */
function writeBlock(value: object, indent: string): string {
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) {
      if (text !== "") text += indent;
      text += `-${writeItem(item, indent + step)}`;
    }
    return text;
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    const item = record[key];
    if (item === undefined) continue;
    if (text !== "") text += indent;
    text += yamlKey(key, indent) + writeValue(item, indent);
  }
  return text;
}

/** What follows the dash of a list's item, up to and with the line's end. */
function writeItem(item: unknown, indent: string): string {
  if (isScalar(item)) return ` ${yamlScalar(item)}\n`;
  const block = writeBlock(item, indent);
  return block === "" ? emptyOf(item) : ` ${block}`;
}

function emptyOf(value: object): string {
  return Array.isArray(value) ? " []\n" : " {}\n";
}

function isScalar(value: unknown): value is Exclude<unknown, object> {
  return typeof value !== "object" || value === null;
}

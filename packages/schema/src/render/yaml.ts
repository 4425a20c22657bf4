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
  return isScalar(value) || isEmpty(value) ? writeValue(value, "").trimStart() : writeBlock(value, "");
}

const step = "  ";

/** What follows a key's colon, up to and with the line's end. */
function writeValue(value: unknown, indent: string): string {
  if (isScalar(value)) return ` ${yamlScalar(value)}\n`;
  if (isEmpty(value)) return Array.isArray(value) ? " []\n" : " {}\n";
  const inside = indent + step;
  return `\n${inside}${writeBlock(value, inside)}`;
}

/** The lines of a list or an object, the first one without its indent: it may follow the dash of a list. */
function writeBlock(value: object, indent: string): string {
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) {
      if (text !== "") text += indent;
      text +=
        isScalar(item) || isEmpty(item)
          ? `-${writeValue(item, indent)}`
          : `- ${writeBlock(item, indent + step)}`;
    }
    return text;
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    if (record[key] === undefined) continue;
    if (text !== "") text += indent;
    text += `${yamlKey(key)}:${writeValue(record[key], indent)}`;
  }
  return text;
}

function isScalar(value: unknown): value is Exclude<unknown, object> {
  return typeof value !== "object" || value === null;
}

/** Whether nothing is in a list or an object; a key without a value is not in it. */
function isEmpty(value: object): boolean {
  for (const key in value) if (value[key as keyof object] !== undefined) return false;
  return true;
}

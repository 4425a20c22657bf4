import { isReference, type JsonSchema } from "@chartmodel/json-schema";
import { fieldComment } from "./field-comment.ts";
import { yamlKey } from "./yaml-scalar.ts";

/** What the written code uses, and what it is. */
export interface YamlCode {
  readonly writer: (helpers: {
    readonly writeKey: (key: string, indent: string) => string;
    readonly writeValue: (value: unknown, indent: string) => string;
  }) => (values: unknown) => string;
}

const step = "  ";

/**
 * The body of a CommonJS module whose exports are a {@link YamlCode} for a schema's values. It is generated because the
 * comments, which are most of what is written, then are constants: they are made once for a schema, and kept with it.
 */
export function yamlSource(schema: JsonSchema): string {
  const functions: string[] = [];
  const name = objectFunction(schema, schema, "", functions);
  return `exports.writer = ({ writeKey, writeValue }) => {\n${functions.join("\n")}\nreturn ${name};\n};\n`;
}

/**
 * Adds the function that writes the keys of an object, below the one that it is under, and gives its name. The function
 * gives nothing where there is no key.
 */
function objectFunction(schema: JsonSchema, root: JsonSchema, indent: string, functions: string[]): string {
  const cases = Object.entries(schema.properties ?? {}).map(([key, child]) => {
    const lead = `${fieldComment(child, root, indent)}${indent}${yamlKey(key, indent)}`;
    return `case ${literal(key)}: text += ${literal(lead)} + ${valueWriter(child, root, indent, functions)}; break;`;
  });
  // The groups at the top stand apart.
  const separator = indent === "" ? 'if (text !== "") text += "\\n";\n' : "";
  const name = `write${functions.length}`;
  functions.push(`function ${name}(value) {
let text = "";
for (const key in value) {
const item = value[key];
if (item === undefined) continue;
${separator}switch (key) {
${cases.join("\n")}
default: text += ${literal(indent)} + writeKey(key, ${literal(indent)}) + writeValue(item, ${literal(indent)});
}
}
return ${indent === "" ? "text" : 'text && "\\n" + text'};
}`);
  return name;
}

/** An expression for what follows the colon of an `item`'s key, up to and with the line's end. */
function valueWriter(schema: JsonSchema, root: JsonSchema, indent: string, functions: string[]): string {
  const plain = `writeValue(item, ${literal(indent)})`;
  if (isReference(schema) || !schema.properties) return plain;
  const name = objectFunction(schema, root, indent + step, functions);
  return `(typeof item === "object" && item !== null && !Array.isArray(item) && ${name}(item) || ${plain})`;
}

function literal(text: string): string {
  return JSON.stringify(text);
}

import { describeSchema, type JsonSchema, visibleValue } from "@chartmodel/json-schema";
import { printable } from "./printable.ts";
import { wrapText } from "./wrap-text.ts";

/** The lines of YAML above a modelled key: its description; of a field also its range and default. */
export function fieldComment(schema: JsonSchema, root: JsonSchema, indent: string): string {
  const isGroup = schema.properties !== undefined;
  const facts = isGroup ? undefined : factsOf(schema, root);
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

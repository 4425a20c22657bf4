import { describeSchema, fieldsOf, formatPath, type JsonSchema, visibleValue } from "@chartmodel/json-schema";
import { textOf } from "../kept-code/kept-code.ts";
import { printable } from "./printable.ts";

/** The values of a chart as a Markdown table: key, type with range and unit, default, description. */
export function valuesTable(root: JsonSchema): string {
  return textOf(root, "table", () => tableOf(root));
}

function tableOf(root: JsonSchema): string {
  const lines = [...fieldsOf(root)].map(({ path, schema }) => {
    const { default: fallback, description = "" } = schema;
    const shown =
      fallback === undefined ? "" : code(JSON.stringify(visibleValue(fallback, { root, schema })));
    return `| ${code(formatPath(path))} | ${cell(describeSchema(schema, root))} | ${shown} | ${cell(description)} |`;
  });
  return ["| Key | Type | Default | Description |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

/** Text of a cell. A comment in it could end the region of the document that the table is written into. */
function cell(text: string): string {
  return printable(text).replaceAll("|", "\\|").replaceAll("<!--", "&lt;!--").replaceAll("\n", "<br>");
}

function code(text: string): string {
  const plain = printable(text).replaceAll("|", "\\|");
  if (!/`|<!--|\n/.test(plain)) return `\`${plain}\``;
  const escaped = plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("`", "&#96;");
  return `<code>${escaped.replaceAll("\n", "<br>")}</code>`;
}

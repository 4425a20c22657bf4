import { appendPath, describeSchema, type JsonSchema } from "@chartmodel/json-schema";

/** A row of the table: one value that can be set. */
interface Row {
  readonly path: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
}

/** The values of a chart as a Markdown table: key, type with range and unit, default, description. */
export function valuesTable(schema: JsonSchema): string {
  const lines = rows(schema, schema, "").map(
    (row) =>
      `| \`${row.path}\` | ${cell(row.type)} | ${row.default === "" ? "" : code(row.default)} | ${cell(row.description)} |`,
  );
  return ["| Key | Type | Default | Description |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

function rows(schema: JsonSchema, root: JsonSchema, path: string): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    const childPath = appendPath(path, key);
    if (child.properties) return rows(child, root, childPath);
    return {
      path: childPath,
      type: describeSchema(child, root),
      default: child.default === undefined ? "" : JSON.stringify(child.default),
      description: child.description ?? "",
    };
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", "<br>");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

import { showValue } from "@chartmodel/json-schema";
import { type Command, exitCodes } from "../command.ts";
import { type Explanation, explainFields } from "../explain-fields.ts";
import { environmentName } from "../find-chart.ts";
import { print } from "../print.ts";
import { visible } from "../terminal.ts";

/** `chartmodel explain`. */
export const explain: Command = {
  summary: "tell where an environment's values come from",
  usage: `chartmodel explain --env ENVIRONMENT [PATH] [--json]

  --env ENVIRONMENT  one of the project's environments
  PATH               a field, or a group of fields; everything if left out
  --json             JSON instead of a table

For every field: its value, and the layer, file and line that set it.`,
  options: { env: { type: "string" }, json: { type: "boolean" } },
  positionals: 1,
  run(context, given, [path]) {
    const facts = explainFields(context, environmentName(context.project, given), path ?? "");
    const [only] = facts;
    if (given["json"]) print(`${JSON.stringify(facts, null, 2)}\n`);
    else if (only && facts.length === 1) print(visible(paragraph(only)));
    else print(visible(table(facts)));
    return exitCodes.fine;
  },
};

function paragraph({ path, value, default: fallback, type, description, ...origin }: Explanation): string {
  const rows = [
    ["value", value === undefined ? "none" : JSON.stringify(value)],
    ["set by", setBy(origin)],
    ["default", fallback === undefined ? "none" : JSON.stringify(fallback)],
    ["type", type],
    ...(description === undefined ? [] : [["about", description]]),
  ];
  return `${path}\n${rows.map(([name, text]) => `  ${String(name).padEnd(8)} ${text}\n`).join("")}`;
}

function table(facts: readonly Explanation[]): string {
  const rows = facts.map(({ path, value, ...origin }) => [path, showValue(value), setBy(origin)]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/** A layer and its place in the sources; the place alone where the layer is the file. */
function setBy({ layer, source }: Pick<Explanation, "layer" | "source">): string {
  if (!source) return layer;
  return source.startsWith(`${layer}:`) ? source : `${layer} (${source})`;
}

import {
  describeSchema,
  type Field,
  fieldsOf,
  formatPath,
  hidden,
  isNamedSecretAt,
  type JsonSchema,
  type PathSegments,
  parsePath,
  showValue,
  visibleValue,
} from "@chartmodel/json-schema";
import { evaluate } from "../../project/evaluate.ts";
import { originOf, type Resolved } from "../../resolve/resolve-environment.ts";
import { fieldAt } from "../../resolve/set-layer.ts";
import { showOrigin } from "../../resolve/show-origin.ts";
import { UsageError } from "../../usage-error.ts";
import { type Command, exitCodes } from "../command.ts";
import { environmentName } from "../find-chart.ts";
import { print } from "../print.ts";

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
  run({ project, root, options }, given, [path]) {
    const environment = environmentName(project, given);
    const { resolved } = evaluate(project, environment, options(environment));
    const start = readPath(path ?? "");
    const { schema } = project.environment;
    const field = fieldAt(start, schema);
    const facts = [...fieldsOf(field, start)].map((leaf) => explainField(leaf, resolved, root, schema));
    const [only] = facts;
    if (given["json"]) print(`${JSON.stringify(facts, null, 2)}\n`);
    else if (only && facts.length === 1) print(paragraph(only));
    else print(table(facts));
    return exitCodes.fine;
  },
};

interface Explanation {
  readonly path: string;
  readonly value: unknown;
  /** `default`, or the name of the environment or overlay that set it. */
  readonly layer: string;
  /** `file:line`, where known. */
  readonly source?: string;
  readonly default?: unknown;
  readonly type: string;
  readonly description?: string;
}

function readPath(text: string): PathSegments {
  try {
    return parsePath(text);
  } catch (error) {
    throw new UsageError(`the path ${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}

function explainField(
  { path, schema }: Field,
  { layers, value }: Resolved,
  folder: string,
  root: JsonSchema,
): Explanation {
  const layer = originOf(layers, path);
  const found = path.reduce<unknown>(
    (node, step) => (typeof node === "object" && node !== null ? (node as never)[step] : undefined),
    value,
  );
  const place = { root, path };
  return {
    path: formatPath(path),
    value: isNamedSecretAt(value, path) ? hidden : visibleValue(found, place),
    layer: layer?.name ?? "default",
    ...(layer &&
      layer.name !== showOrigin(layer, path, folder) && { source: showOrigin(layer, path, folder) }),
    ...(schema.default !== undefined && { default: visibleValue(schema.default, place) }),
    type: describeSchema(schema, root),
    ...(schema.description !== undefined && { description: schema.description }),
  };
}

function paragraph({
  path,
  value,
  layer,
  source,
  default: fallback,
  type,
  description,
}: Explanation): string {
  const rows = [
    ["value", value === undefined ? "none" : JSON.stringify(value)],
    ["set by", source ? `${layer} (${source})` : layer],
    ["default", fallback === undefined ? "none" : JSON.stringify(fallback)],
    ["type", type],
    ["about", description ?? ""],
  ];
  return `${path}\n${rows.map(([name, text]) => `  ${String(name).padEnd(8)} ${text}\n`).join("")}`;
}

function table(facts: readonly Explanation[]): string {
  const rows = facts.map(({ path, value, layer, source }) => [
    path,
    showValue(value),
    source ? `${layer} (${source})` : layer,
  ]);
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

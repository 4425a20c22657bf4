import {
  createRedaction,
  describeSchema,
  type Field,
  fieldsOf,
  formatPath,
  hidden,
  isNamedSecretAt,
  type JsonSchema,
  leavingShort,
  type PathSegments,
  parsePath,
  valueAt,
  visibleValue,
} from "@chartmodel/json-schema";
import { redactData } from "../diff/redact-data.ts";
import { evaluate } from "../project/evaluate.ts";
import { originOf, type Resolved } from "../resolve/resolve-environment.ts";
import { fieldAt } from "../resolve/set-layer.ts";
import { showOrigin } from "../resolve/show-origin.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command.ts";

/** Where a value comes from. */
export interface Explanation {
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

/**
 * Explains an environment's fields, with `(hidden)` for secrets.
 *
 * @param path - a field, or a group of fields; all for `""`.
 * @throws {UsageError} for an environment or a path that does not exist.
 */
export function explainFields(
  { project, root, options }: Pick<CommandContext, "project" | "root" | "options">,
  environment: string,
  path: string,
): Explanation[] {
  const { resolved } = evaluate(project, environment, options(environment));
  const start = readPath(path);
  const { schema } = project.environment;
  const field = fieldAt(start, schema);
  // An overlay that is computed may have put a secret anywhere.
  const redact = leavingShort(createRedaction(resolved.value, schema));
  return [...fieldsOf(field, start)].map((leaf) => {
    const explanation = explainField(leaf, resolved, root, schema);
    return { ...explanation, value: redactData(explanation.value, redact) };
  });
}

/** @throws {UsageError} with the place that is no path. */
export function readPath(text: string): PathSegments {
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
  const place = { root, path };
  return {
    path: formatPath(path),
    value: isNamedSecretAt(value, path) ? hidden : visibleValue(valueAt(value, path), place),
    layer: layer?.name ?? "default",
    ...(layer &&
      layer.name !== showOrigin(layer, path, folder) && { source: showOrigin(layer, path, folder) }),
    ...(schema.default !== undefined && { default: visibleValue(schema.default, place) }),
    type: describeSchema(schema, root),
    ...(schema.description !== undefined && { description: schema.description }),
  };
}

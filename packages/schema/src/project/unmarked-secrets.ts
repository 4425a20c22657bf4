import {
  createRedaction,
  formatPath,
  hidden,
  holdsSecret,
  isNamedSecretAt,
  isSecretAt,
  leavingShort,
  type PathSegments,
  partsOf,
} from "@chartmodel/json-schema";
import type { EnvironmentIssue } from "../values-error.ts";
import type { Project } from "./define-project.ts";
import type { Evaluation } from "./evaluate.ts";

/** Where a chart's values hold a secret of the environment, and the chart's model does not say that they do. */
export function unmarkedSecrets(
  { environment: { schema }, charts }: Pick<Project, "environment" | "charts">,
  { name, resolved, values }: Evaluation,
): EnvironmentIssue[] {
  if (!values || !holdsSecret(partsOf(schema, schema), schema)) return [];
  const redact = leavingShort(createRedaction(resolved.value, schema));
  return Object.entries(charts).flatMap(([key, chart]) =>
    [...texts(values[key])].flatMap(([path, text]) => {
      if (redact(text) === text) return [];
      if (isSecretAt(chart.schema, path) || isNamedSecretAt(values[key], path)) return [];
      const place = formatPath(path);
      const expected = "a field that is marked secret";
      const message = `${place} holds a secret of the environment, and must be ${expected}: mark it in the chart's model`;
      const issue = { path: place, code: "secret-unmarked", expected, received: hidden, message };
      return [{ ...issue, environment: name, chart: chart.name }];
    }),
  );
}

function* texts(value: unknown, path: PathSegments = []): Generator<[path: PathSegments, text: string]> {
  if (typeof value === "string") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value))
    yield* texts(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

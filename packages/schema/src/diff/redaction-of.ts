import { createRedaction } from "@chartmodel/json-schema";
import type { Project } from "../project/define-project.ts";
import type { Evaluation } from "../project/evaluate.ts";

/**
 * Takes every secret of environments and of their charts out of a text. A projection may have put a secret of the
 * environment where a chart's model has none.
 */
export function redactionOf(
  { environment, charts }: Pick<Project, "environment" | "charts">,
  evaluations: readonly Evaluation[],
): (text: string) => string {
  const redactions = evaluations.flatMap(({ resolved, values }) => [
    createRedaction(resolved.value, environment.schema),
    ...Object.entries(charts).map(([key, { schema }]) => createRedaction(values?.[key] ?? {}, schema)),
  ]);
  return (text) => redactions.reduce((shown, redaction) => redaction(shown), text);
}

import { parsePath } from "@chartmodel/json-schema";
import { originOf, type Resolved } from "../resolve/resolve-environment.ts";
import { showOrigin } from "../resolve/show-origin.ts";
import type { EnvironmentIssue } from "../values-error.ts";

/** Issues of an environment, with where the values that they are about were set. */
export function withSources(
  issues: readonly EnvironmentIssue[],
  { layers }: Resolved,
  root: string,
): EnvironmentIssue[] {
  return issues.map((issue) => {
    if (issue.chart || issue.source) return issue;
    const path = parsePath(issue.path);
    const layer = originOf(layers, path);
    return layer ? { ...issue, source: showOrigin(layer, path, root) } : issue;
  });
}

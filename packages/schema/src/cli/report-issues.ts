import { relative } from "node:path";
import { parsePath } from "@chartmodel/json-schema";
import type { Evaluation } from "../project/evaluate.ts";
import type { Layer } from "../resolve/layer.ts";
import { originOf } from "../resolve/resolve-environment.ts";
import type { EnvironmentIssue } from "../values-error.ts";
import { count, say, style } from "./terminal.ts";

/** Tells all issues, grouped by environment. */
export function reportIssues(issues: readonly EnvironmentIssue[]): void {
  const groups = Map.groupBy(issues, ({ environment }) => environment);
  for (const [environment, group] of groups) {
    say(`${style("bold", environment)}: ${count(group.length, "issue")}`);
    for (const { chart, code, message, source } of group) {
      say(`  ${style("red", "✗")} ${chart ? `${chart}: ` : ""}${message} ${style("dim", `[${code}]`)}`);
      if (source) say(`    ${style("dim", `set in ${source}`)}`);
    }
  }
}

/** Adds to the issues of an environment where the values that they are about were set. */
export function withSources({ issues, resolved }: Evaluation, root: string): EnvironmentIssue[] {
  return issues.map((issue) => {
    if (issue.chart) return issue;
    const path = parsePath(issue.path);
    const layer = originOf(resolved.layers, path);
    return layer ? { ...issue, source: showOrigin(layer, path, root) } : issue;
  });
}

/** A layer as a person looks it up: `file:line`, or its name. */
export function showOrigin(layer: Layer, path: readonly (string | number)[], root: string): string {
  const position = layer.locate?.(path);
  return position ? `${relative(root, position.file)}:${position.line}` : layer.name;
}

import { relative } from "node:path";
import { parsePath } from "@chartmodel/json-schema";
import type { Evaluation } from "../project/evaluate.ts";
import type { Layer } from "../resolve/layer.ts";
import { originOf, type Resolved } from "../resolve/resolve-environment.ts";
import type { EnvironmentIssue } from "../values-error.ts";
import { count, say, style } from "./terminal.ts";

/** Tells all issues, grouped by environment. */
export function reportIssues(issues: readonly EnvironmentIssue[]): void {
  const groups = Map.groupBy(issues, ({ environment }) => environment);
  for (const [environment, group] of groups) {
    say(`${style("bold", environment)}: ${count(group.length, "issue")}`);
    for (const issue of group) reportIssue(issue, style("red", "✗"));
  }
}

/** Tells what the rules warn of in an environment, if they do. */
export function reportWarnings({ name, warnings, resolved }: Evaluation, root: string): void {
  if (warnings.length === 0) return;
  say(`${style("bold", name)}: ${count(warnings.length, "warning")}`);
  for (const warning of warnings) reportIssue(withSource(warning, resolved, root), style("yellow", "!"));
}

function reportIssue({ chart, code, message, source }: EnvironmentIssue, sign: string): void {
  say(`  ${sign} ${chart ? `${chart}: ` : ""}${message} ${style("dim", `[${code}]`)}`);
  if (source) say(`    ${style("dim", `set in ${source}`)}`);
}

/** The issues of an environment, with where the values that they are about were set. */
export function withSources({ issues, resolved }: Evaluation, root: string): EnvironmentIssue[] {
  return issues.map((issue) => withSource(issue, resolved, root));
}

function withSource(issue: EnvironmentIssue, { layers }: Resolved, root: string): EnvironmentIssue {
  if (issue.chart) return issue;
  const path = parsePath(issue.path);
  const layer = originOf(layers, path);
  return layer ? { ...issue, source: showOrigin(layer, path, root) } : issue;
}

/** A layer as a person looks it up: `file:line`, or its name. */
export function showOrigin(layer: Layer, path: readonly (string | number)[], root: string): string {
  const position = layer.locate?.(path);
  return position ? `${relative(root, position.file)}:${position.line}` : layer.name;
}

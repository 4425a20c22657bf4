import type { Evaluation } from "../project/evaluate.ts";
import { withSources } from "../project/with-sources.ts";
import type { EnvironmentIssue } from "../values-error.ts";
import { reportCodes } from "./report-codes.ts";
import { count, say, style } from "./terminal.ts";

const signs = {
  issue: () => style("red", "✗"),
  warning: () => style("yellow", "!"),
};

/** Tells all issues, or what rules warn of, grouped by environment. */
export function reportIssues(issues: readonly EnvironmentIssue[], kind: keyof typeof signs = "issue"): void {
  const groups = Map.groupBy(issues, ({ environment }) => environment);
  for (const [environment, group] of groups) {
    say(`${style("bold", environment)}: ${count(group.length, kind)}`);
    for (const issue of group) reportIssue(issue, signs[kind]());
  }
  if (kind === "issue") reportCodes(issues);
}

/** Tells what the rules warn of in an environment, if they do. */
export function reportWarnings({ warnings, resolved }: Evaluation, root: string): void {
  reportIssues(withSources(warnings, resolved, root), "warning");
}

function reportIssue({ chart, code, message, source }: EnvironmentIssue, sign: string): void {
  say(`  ${sign} ${chart ? `${chart}: ` : ""}${message} ${style("dim", `[${code}]`)}`);
  if (source) say(`    ${style("dim", `set in ${source}`)}`);
}

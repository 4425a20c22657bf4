import type { Issue } from "@chartmodel/json-schema";

/** An issue of an environment or of the values made from it. */
export interface EnvironmentIssue extends Issue<string> {
  readonly environment: string;
  /** The chart whose values have the issue; absent for the environment itself. */
  readonly chart?: string;
  /** Where the value was set: `file:line`, the layer's name, or `the projection`. */
  readonly source?: string;
}

/** Values that cannot be used: every issue, not just the first. */
export class ValuesError extends Error {
  override readonly name = "ValuesError";
  readonly issues: readonly EnvironmentIssue[];

  constructor(issues: readonly EnvironmentIssue[]) {
    const lines = issues.map(
      ({ environment, chart, message }) => `  ${environment}${chart ? `, ${chart}` : ""}: ${message}`,
    );
    super(`${issues.length} ${issues.length === 1 ? "issue" : "issues"}:\n${lines.join("\n")}`);
    this.issues = issues;
  }
}

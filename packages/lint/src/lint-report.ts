import type { ManifestIssue } from "./issue/manifest-issue.ts";

/** What was found in a chart, and what could not be decided and why. */
export interface LintReport {
  /** The chart's name. */
  readonly chart: string;
  /** The folder or archive, as it was named. */
  readonly path: string;
  readonly version: string;
  /** How many values its values.yaml has. */
  readonly values: number;
  readonly findings: readonly ManifestIssue[];
  readonly undecided: readonly string[];
  /** True where the search ended before all was looked at: the time was up, or there was too much to follow. */
  readonly endedEarly: boolean;
}

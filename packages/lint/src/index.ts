export { type Baseline, fingerprint, readBaseline, writeBaseline } from "./baseline.ts";
export { ChartError } from "./chart/chart-error.ts";
export { customResourceSchemas } from "./chart/custom-resources.ts";
export {
  type ChartChecks,
  type ChartReport,
  type CheckedChart,
  type CheckedFile,
  checkCharts,
  type InstalledChart,
} from "./check-charts.ts";
export { type Comparison, compareCharts, type InstalledValues } from "./compare-charts.ts";
export { findHelm, type HelmSearch, oldestHelm } from "./helm.ts";
export { type LintReport, lintChart } from "./lint-chart.ts";
export { type ChartResult, lintCharts } from "./lint-charts.ts";
export type { LintOptions } from "./lint-options.ts";
export type { Manifest } from "./manifest.ts";
export { type ManifestChange, manifestChanges } from "./manifest-changes.ts";
export { type ManifestIssue, type ManifestIssueCode, manifestIssueCodes } from "./manifest-issue.ts";
export { manifestIssueHelp } from "./manifest-issue-help.ts";
export type { ManifestSchemas } from "./manifest-validators.ts";
export { type Release, type Rendering, renderChart } from "./render-chart.ts";
export { toGithubAnnotations } from "./report/github.ts";
export { toSarif } from "./report/sarif.ts";
export { type ChartSurvey, type PlacedHandling, surveyChart } from "./survey-chart.ts";
export type { ValuePath } from "./template/template-value.ts";
export type { YamlPlace } from "./template/yaml-place.ts";

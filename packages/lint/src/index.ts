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
export {
  type Comparison,
  compareCharts,
  type DifferingTemplate,
  type InstalledValues,
} from "./compare-charts.ts";
export { findHelm, type HelmSearch, oldestHelm } from "./helm/helm.ts";
export { type Release, type Rendering, renderChart } from "./helm/render-chart.ts";
export { type ManifestIssue, type ManifestIssueCode, manifestIssueCodes } from "./issue/manifest-issue.ts";
export { manifestIssueHelp } from "./issue/manifest-issue-help.ts";
export { lintChart } from "./lint-chart.ts";
export { type ChartResult, lintCharts } from "./lint-charts.ts";
export type { LintOptions } from "./lint-options.ts";
export type { LintReport } from "./lint-report.ts";
export type { Manifest } from "./manifest/manifest.ts";
export { type ManifestChange, manifestChanges } from "./manifest/manifest-changes.ts";
export type { ManifestSchemas } from "./manifest-checks/manifest-validators.ts";
export { type Baseline, fingerprint, readBaseline, writeBaseline } from "./report/baseline.ts";
export { toGithubAnnotations } from "./report/github.ts";
export { toSarif } from "./report/sarif.ts";
export { type ChartSurvey, type PlacedHandling, surveyChart } from "./survey-chart.ts";
export type { ValuePath } from "./template/template-value.ts";
export type { YamlPlace } from "./template/yaml-place.ts";

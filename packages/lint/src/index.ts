export {
  type ChartChecks,
  type ChartReport,
  type CheckedChart,
  checkCharts,
  type InstalledChart,
} from "./check-charts.ts";
export { findHelm, oldestHelm } from "./helm.ts";
export { type ManifestIssue, type ManifestIssueCode, manifestIssueCodes } from "./manifest-issue.ts";
export type { ManifestSchemas } from "./manifest-validators.ts";

import type { Issue } from "@chartmodel/json-schema";

/** What a look at a chart's templates and manifests can find. The union is closed. */
export const manifestIssueCodes = [
  "chart-invalid",
  "template-error",
  "values-refused",
  "manifest-syntax",
  "manifest-invalid",
  "manifest-unknown-field",
  "manifest-refused",
  "manifest-duplicate",
  "selector-mismatch",
  "port-unknown",
  "reference-unknown",
  "value-merged",
  "value-unused",
  "value-unmodelled",
  "value-undeclared",
  "value-repeated",
  "template-undefined",
  "template-nil",
  "api-removed",
  "schema-open",
  "schema-unportable",
  "yaml-trap",
] as const;

/** One of {@link manifestIssueCodes}. */
export type ManifestIssueCode = (typeof manifestIssueCodes)[number];

/** One fault of a chart, found in its templates or in what they render. `path` leads into the manifest or the values. */
export interface ManifestIssue extends Issue<ManifestIssueCode> {
  /** Its name; the path of a generated file that is of no chart. */
  readonly chart: string;
  /** The first environment that shows the fault; absent if it does not depend on one. */
  readonly environment?: string;
  /** The manifest, as `Deployment todo-backend`. */
  readonly manifest?: string;
  /** The template, by its path from where the chart's own path starts. */
  readonly file?: string;
  readonly line?: number;
}

/** A fault before it is known which chart and environment it belongs to. */
export type Finding = Omit<ManifestIssue, "chart" | "environment">;

/** A fault of a manifest and the template that rendered it. */
export type SourcedFinding = Finding & { readonly source: string };

import { join } from "node:path";
import { createRedaction, type JsonSchema, redactIssue } from "@chartmodel/json-schema";
import { checkManifests } from "./check-manifests.ts";
import { FaultSet } from "./fault-set.ts";
import { findHelm, oldestHelm } from "./helm.ts";
import type { HelmError } from "./helm-error.ts";
import type { ManifestIssue } from "./manifest-issue.ts";
import { type ManifestSchemas, type ManifestValidators, manifestValidators } from "./manifest-validators.ts";
import { mergedValues } from "./merged-values.ts";
import type { KnownSources } from "./parse-manifests.ts";
import { readChartFile, readTemplate, readTemplates, readValues } from "./read-templates.ts";
import { type Release, renderChart } from "./render-chart.ts";
import { templateReads } from "./template/template-reads.ts";
import { lineOfKey, templatePath } from "./template-line.ts";
import { unmodelledValues } from "./unmodelled-values.ts";
import { unusedValues } from "./unused-values.ts";

/** How an environment installs a chart. */
export interface InstalledChart {
  /** The name of the release. */
  readonly release: string;
  readonly namespace: string;
  readonly values: unknown;
}

/** One chart and what it is installed with. */
export interface CheckedChart {
  readonly name: string;
  /** The chart's folder. Paths in issues start with it. */
  readonly path: string;
  /** The draft-07 schema of its values. */
  readonly schema: JsonSchema;
  readonly environments: Readonly<Record<string, InstalledChart>>;
}

/** What to check, and with what. */
export interface ChartChecks {
  readonly charts: readonly CheckedChart[];
  /** The Helm to run. @default the one that HELM names, else the one on PATH */
  readonly helm?: string;
  /** Schemas of custom resources by `<apiVersion>/<kind>`. */
  readonly schemas?: ManifestSchemas;
  /** Told what is being done, in words. */
  readonly onProgress?: (message: string) => void;
}

/** All that was found, and what was not looked at. */
export interface ChartReport {
  readonly issues: readonly ManifestIssue[];
  readonly notes: readonly string[];
}

/**
 * Checks charts by what they render: the manifests of every environment against Kubernetes, and the values that change
 * nothing. Also finds the values that templates read although nobody can set them, and those that Helm adds to an
 * environment's own from the chart's `values.yaml`.
 *
 * Without Helm only the last two are done, and a note says so.
 */
export async function checkCharts({ charts, helm, schemas, onProgress }: ChartChecks): Promise<ChartReport> {
  const found = await findHelm(helm);
  const validators = await manifestValidators(schemas);
  const templates = charts.flatMap((chart) => [checkTemplates(chart), checkMerging(chart)]);
  if ("missing" in found) {
    const oldest = `${oldestHelm.major}.${oldestHelm.minor}`;
    const note = `manifests not checked: ${found.missing}; install Helm ${oldest} or newer or set HELM`;
    return joined([...templates, { issues: [], notes: [note] }]);
  }
  // At once: one chart's runs of Helm alone do not keep the machine busy.
  const renderings = await Promise.all(
    charts.map(async (chart) => {
      onProgress?.(`${chart.name}: manifests`);
      const rendered = await checkRenderings(found.command, chart, validators);
      // A chart that does not render in every environment cannot be searched for effects.
      if (rendered.issues.some(({ code }) => code === "template-error" || code === "values-refused"))
        return rendered;
      return joined([rendered, await checkEffects(found.command, chart, onProgress)]);
    }),
  );
  return joined([...templates, ...renderings]);
}

function checkTemplates(chart: CheckedChart): ChartReport {
  const { files, unread } = readTemplates(chart.path);
  const { subcharts } = readChartFile(chart.path);
  return {
    issues: unmodelledValues(chart.schema, templateReads(files), subcharts).map((finding) => ({
      ...finding,
      chart: chart.name,
      ...(finding.file !== undefined && { file: join(chart.path, finding.file) }),
    })),
    notes: unread.map((reason) => `not read for unmodelled values: ${join(chart.path, reason)}`),
  };
}

function checkMerging(chart: CheckedChart): ChartReport {
  const own = readValues(chart.path);
  const issues = Object.entries(chart.environments).flatMap(([environment, { values }]) =>
    mergedValues(own, values, chart.schema).map((finding) => ({
      ...finding,
      chart: chart.name,
      environment,
    })),
  );
  return { issues, notes: [] };
}

async function checkRenderings(
  helm: string,
  chart: CheckedChart,
  validators: ManifestValidators,
): Promise<ChartReport> {
  const issues = new FaultSet<ManifestIssue>();
  const unchecked = new Set<string>();
  const known: KnownSources = new Map();
  for (const [environment, release] of releasesOf(chart)) {
    const rendering = await renderChart(helm, chart.path, release, known);
    const redact = createRedaction(release.values, chart.schema);
    if ("error" in rendering) {
      issues.add({
        ...redactIssue(refusal(rendering.error), redact),
        chart: chart.name,
        environment,
        ...place(chart, rendering.error),
      });
      continue;
    }
    const checked = await checkManifests(rendering, validators);
    for (const kind of checked.unchecked) unchecked.add(kind);
    for (const { source, ...rest } of checked.findings) {
      const line =
        rest.code === "manifest-unknown-field"
          ? lineOfKey(readTemplate(chart.path, source), rest.received)
          : undefined;
      issues.add({
        ...redactIssue(rest, redact),
        chart: chart.name,
        environment,
        ...place(chart, { source, ...(line !== undefined && { line }) }),
      });
    }
  }
  return {
    issues: issues.all,
    notes: [...unchecked].map((kind) => `${chart.name}: not checked: ${kind}`),
  };
}

async function checkEffects(
  helm: string,
  chart: CheckedChart,
  onProgress: ChartChecks["onProgress"],
): Promise<ChartReport> {
  const { name } = readChartFile(chart.path);
  const releases = [...releasesOf(chart).values()];
  const findings = await unusedValues(helm, { path: chart.path, name }, chart.schema, releases, (left) =>
    onProgress?.(`${chart.name}: values without an effect so far: ${left}`),
  );
  return { issues: findings.map((finding) => ({ ...finding, chart: chart.name })), notes: [] };
}

function releasesOf({ environments }: CheckedChart): Map<string, Release> {
  return new Map(
    Object.entries(environments).map(([name, { release, ...rest }]) => [name, { name: release, ...rest }]),
  );
}

function refusal({ code, message }: HelmError): Omit<ManifestIssue, "chart"> {
  return { path: "", code, expected: "a chart that Helm renders", received: "an error", message };
}

/** Helm names a template by its chart's name; people open it by its path. */
function place({ path }: CheckedChart, { source, line }: { source?: string; line?: number }) {
  if (source === undefined) return {};
  const file = join(path, templatePath(source));
  return { file, ...(line !== undefined && { line }) };
}

function joined(reports: readonly ChartReport[]): ChartReport {
  return { issues: reports.flatMap(({ issues }) => issues), notes: reports.flatMap(({ notes }) => notes) };
}

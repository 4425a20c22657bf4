import { basename, join } from "node:path";
import { createRedaction, formatPath, type JsonSchema, redactIssue } from "@chartmodel/json-schema";
import { ChartError } from "./chart/chart-error.ts";
import { readChartFolder, textOf } from "./chart/chart-files.ts";
import {
  type Chart,
  missingDependencies,
  ownValues,
  readChart,
  subchartKeys,
  templatesOf,
} from "./chart/read-chart.ts";
import { templatedTexts } from "./chart/templated-texts.ts";
import { readValuesDocument } from "./chart/values-document.ts";
import { writeChartFiles } from "./chart/write-chart-files.ts";
import { valuesWithoutEffect } from "./effects/values-without-effect.ts";
import { mergedValues } from "./findings/merged-values.ts";
import { lineOfKey, templatePath } from "./findings/template-line.ts";
import { unmodelledValues } from "./findings/unmodelled-values.ts";
import { mayUse } from "./findings/unused-values.ts";
import { findHelm, oldestHelm } from "./helm/helm.ts";
import type { HelmError } from "./helm/helm-error.ts";
import { type Release, renderChart } from "./helm/render-chart.ts";
import { temporaryFolder } from "./helm/temporary-folder.ts";
import { FaultSet } from "./issue/fault-set.ts";
import type { Finding, ManifestIssue } from "./issue/manifest-issue.ts";
import { type KnownSources, toManifest } from "./manifest/parse-manifests.ts";
import { checkManifests } from "./manifest-checks/check-manifests.ts";
import {
  type ManifestSchemas,
  type ManifestValidators,
  manifestValidators,
} from "./manifest-checks/manifest-validators.ts";
import { templateReads, tooMuchToFollow } from "./template/template-reads.ts";
import type { ValuePath } from "./template/template-value.ts";

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
  /** Texts by path from the folder that are about to be written there: the chart is checked with them. @default none */
  readonly newTexts?: ReadonlyMap<string, string>;
  /** The draft-07 schema of its values. */
  readonly schema: JsonSchema;
  readonly environments: Readonly<Record<string, InstalledChart>>;
}

/** Kubernetes objects that no chart renders. */
export interface CheckedFile {
  readonly path: string;
  readonly manifests: readonly object[];
}

/** What to check, and with what. */
export interface ChartChecks {
  readonly charts: readonly CheckedChart[];
  /** @default [] */
  readonly files?: readonly CheckedFile[];
  /** The Helm to run. @default the one that HELM names, else the one on PATH */
  readonly helm?: string;
  /** Schemas of custom resources by `<apiVersion>/<kind>`. */
  readonly schemas?: ManifestSchemas;
  /** Told what is being done, in words. */
  readonly onProgress?: ((message: string) => void) | undefined;
  /** Ends the search for values that change nothing, which takes longer than all else. */
  readonly signal?: AbortSignal | undefined;
}

/** All that was found, and what was not looked at. */
export interface ChartReport {
  readonly issues: readonly ManifestIssue[];
  readonly notes: readonly string[];
  /** Whether the signal ended the search. @default false */
  readonly endedEarly?: boolean;
}

/**
 * Checks charts by what they render: the manifests of every environment against Kubernetes, and the values that change
 * nothing. Also finds the values that templates read although nobody can set them, and those that Helm adds to an
 * environment's own from the chart's `values.yaml`.
 *
 * Without Helm only the last two and the files are looked at, and a note says so.
 */
export async function checkCharts({
  charts,
  files = [],
  helm,
  schemas,
  onProgress,
  signal,
}: ChartChecks): Promise<ChartReport> {
  const validators = await manifestValidators(schemas);
  const read = await Promise.all(charts.map(withFiles));
  const subjects = read.filter((subject) => "contents" in subject);
  const rest = [
    await checkFiles(files, validators),
    ...read.filter((subject) => "issues" in subject),
    ...subjects.flatMap((chart) => [checkTemplates(chart), checkMerging(chart)]),
  ];
  // No chart needs no Helm.
  if (subjects.length === 0) return joined([...rest, undecided(validators)]);
  const found = await findHelm(helm);
  if ("missing" in found) {
    const oldest = `${oldestHelm.major}.${oldestHelm.minor}`;
    const note = `manifests not checked: ${found.missing}; install Helm ${oldest} or newer or set HELM`;
    return joined([...rest, undecided(validators), { issues: [], notes: [note] }]);
  }
  // At once: one chart's runs of Helm alone do not keep the machine busy.
  const renderings = await Promise.all(
    subjects.map(async (chart) => {
      onProgress?.(`${chart.name}: manifests`);
      const { isWhole, ...rendered } = await inFolder(chart, (folder) =>
        checkRenderings(found.command, chart, folder, validators),
      );
      // A chart that does not render in every environment cannot be searched for effects.
      if (!isWhole) return rendered;
      return joined([rendered, await checkEffects(found.command, chart, { onProgress, signal })]);
    }),
  );
  return joined([...rest, ...renderings, undecided(validators)]);
}

function undecided(validators: ManifestValidators): ChartReport {
  return { issues: [], notes: [...validators.undecided].map((rule) => `not evaluated: ${rule}`) };
}

async function checkFiles(
  files: readonly CheckedFile[],
  validators: ManifestValidators,
): Promise<ChartReport> {
  const reports = files.map(async ({ path, manifests }): Promise<ChartReport> => {
    const { findings, unchecked } = await checkManifests(
      {
        // As their text holds them: a key without a value is not in it.
        manifests: manifests.map((content) => toManifest(path, JSON.parse(JSON.stringify(content)))),
        faults: [],
      },
      validators,
    );
    return {
      issues: findings.map(({ source: file, ...finding }) => ({ ...finding, chart: path, file })),
      notes: unchecked.map((kind) => `${path}: not checked: ${kind}`),
    };
  });
  return joined(await Promise.all(reports));
}

/** A chart to check, as its files say it is. */
type Subject = CheckedChart & {
  readonly contents: Chart;
  readonly templates: ReturnType<typeof templatesOf>;
};

/** Reads a chart's files; what cannot be read is an issue. */
async function withFiles(chart: CheckedChart): Promise<Subject | ChartReport> {
  try {
    const found = readChartFolder(chart.path);
    if (found.size === 0)
      throw new ChartError(`${chart.path} is no folder of a chart: there is nothing in it`);
    const files = new Map([...found, ...encoded(chart.newTexts)]);
    const contents = await readChart(files);
    ownValues(contents);
    return { ...chart, contents, templates: templatesOf(contents) };
  } catch (error) {
    if (!(error instanceof ChartError)) throw error;
    const issue = refusal({ code: "template-error", message: error.message });
    return { issues: [{ ...issue, chart: chart.name }], notes: [] };
  }
}

function encoded(texts: ReadonlyMap<string, string> = new Map()): [string, Uint8Array][] {
  const encoder = new TextEncoder();
  return [...texts].map(([path, text]) => [path, encoder.encode(text)]);
}

function checkTemplates({ name, path, schema, contents: chart, templates }: Subject): ChartReport {
  const { files, unread } = templates;
  const reads = templateReads(files);
  // What was not followed may write what is read.
  const found = reads.isWhole ? unmodelledValues(schema, reads, [...subchartKeys(chart)]) : [];
  return {
    issues: found.map((finding) => ({
      ...finding,
      chart: name,
      ...(finding.file !== undefined && { file: join(path, finding.file) }),
    })),
    notes: [
      ...unread.map(({ file, line, message }) => `${join(path, file)}:${line}: ${message}`),
      ...(reads.isWhole ? [] : [`${path}: ${tooMuchToFollow}`]),
    ].map((why) => `not read for unmodelled values: ${why}`),
  };
}

function checkMerging({ name, contents, schema, environments }: Subject): ChartReport {
  const own = ownValues(contents);
  const issues = Object.entries(environments).flatMap(([environment, { values }]) =>
    mergedValues(own, values, schema).map((finding) => ({ ...finding, chart: name, environment })),
  );
  return { issues, notes: [] };
}

/** Gives a folder that has the chart as it is checked. */
async function inFolder<Result>(
  { path, newTexts, contents }: Subject,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  if (!newTexts?.size) return use(path);
  const scratch = temporaryFolder();
  try {
    const folder = join(scratch.path, basename(path));
    writeChartFiles(contents.files, folder);
    return await use(folder);
  } finally {
    scratch.remove();
  }
}

/** `isWhole`: whether Helm renders the chart in every environment. */
async function checkRenderings(
  helm: string,
  chart: Subject,
  folder: string,
  validators: ManifestValidators,
): Promise<ChartReport & { readonly isWhole: boolean }> {
  const issues = new FaultSet<ManifestIssue>();
  const unchecked = new Set<string>();
  let isWhole = true;
  const known: KnownSources = new Map();
  for (const [environment, release] of releasesOf(chart)) {
    const rendering = await renderChart(helm, folder, release, known);
    const redact = createRedaction(release.values, chart.schema);
    if ("error" in rendering) {
      isWhole = false;
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
          ? lineOfKey(textOf(chart.contents.files, templatePath(source)) ?? "", rest.received)
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
    isWhole,
  };
}

async function checkEffects(
  helm: string,
  chart: Subject,
  { onProgress, signal }: Pick<ChartChecks, "onProgress" | "signal">,
): Promise<ChartReport> {
  const releases = [...releasesOf(chart).values()];
  const tell = (left: number) => onProgress?.(`${chart.name}: values without an effect so far: ${left}`);
  const without = await valuesWithoutEffect(helm, chart.contents, chart.schema, releases, tell, signal);
  if (without.length === 0) return { issues: [], notes: [] };
  if (signal?.aborted) {
    const left = someOf(without.map(formatPath));
    const note = `${chart.name}: the time was up before a manifest was seen to change with ${left}`;
    return { issues: [], notes: [note], endedEarly: true };
  }
  // That no rendering shows an effect is a proof only where no template could use the value.
  const isRead = mayBeRead(chart);
  const unseen = without.filter(isRead);
  const unused = without.filter((path) => !isRead(path));
  return {
    issues: unused.map((path) => ({ ...describeWithoutEffect(formatPath(path)), chart: chart.name })),
    notes:
      unseen.length === 0
        ? []
        : [`${chart.name}: no manifest was seen to change with ${someOf(unseen.map(formatPath))}`],
  };
}

/** The first of many names, and how many more there are. */
function someOf(names: readonly string[]): string {
  const shown = names.length > 12 ? names.slice(0, 10) : names;
  const more = names.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}

function describeWithoutEffect(path: string): Finding {
  return {
    path,
    code: "value-unused",
    expected: "a change of some manifest",
    received: "none in any environment",
    message: `${path} is modelled, but no manifest of any environment changes with it: use it in a template or take it out of the model`,
  };
}

function mayBeRead({ contents, templates, path, environments }: Subject): (path: ValuePath) => boolean {
  const { files, unread } = templates;
  if (unread.length > 0) return () => true;
  const own = templatedTexts(
    contents,
    readValuesDocument(contents.valuesText ?? "", join(path, "values.yaml")),
  );
  const given = Object.values(environments).map(({ values }) => JSON.stringify(values));
  const texts = [...own, ...given.filter((text) => text.includes("{{"))];
  const isPart = missingDependencies(contents).length > 0;
  return mayUse(contents, templateReads(files, { texts, isPart }));
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
  return {
    issues: reports.flatMap(({ issues }) => issues),
    notes: reports.flatMap(({ notes }) => notes),
    ...(reports.some(({ endedEarly }) => endedEarly) && { endedEarly: true }),
  };
}

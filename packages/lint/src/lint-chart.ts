import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isRecord, type JsonSchema, jsonPlace } from "@chartmodel/json-schema";
import { type ChartFiles, readChartFiles, textOf } from "./chart/chart-files.ts";
import { ciValues } from "./chart/ci-values.ts";
import { type Chart, missingDependencies, readChart, subchartKeys, templatesOf } from "./chart/read-chart.ts";
import { templatedTexts } from "./chart/templated-texts.ts";
import { readValuesDocument, type ValuesDocument } from "./chart/values-document.ts";
import { renderedFindings, rendersNothing } from "./findings/rendered-findings.ts";
import { repeatedKeys } from "./findings/repeated-keys.ts";
import { schemaFaults } from "./findings/schema-faults.ts";
import { undeclaredValues } from "./findings/undeclared-values.ts";
import { undefinedTemplates } from "./findings/undefined-templates.ts";
import { describeUnused, findUnusedValues } from "./findings/unused-values.ts";
import { UseTree } from "./findings/use-tree.ts";
import { yamlTraps } from "./findings/yaml-traps.ts";
import { isIgnored } from "./ignore-comments.ts";
import type { Finding } from "./issue/manifest-issue.ts";
import { keptReport } from "./kept-reports.ts";
import type { LintOptions } from "./lint-options.ts";
import type { LintReport } from "./lint-report.ts";
import {
  readsInUncalled,
  type TemplateFile,
  type TemplateReads,
  templateReads,
  tooMuchToFollow,
} from "./template/template-reads.ts";

/**
 * Looks for what is wrong with a chart that has no model: from its values.yaml, its schema, `ci/*-values.yaml` and its
 * templates. Every finding is proven; what cannot be is told in `undecided`.
 *
 * @param path - a folder with a Chart.yaml, or a `.tgz` archive.
 * @throws {ChartError} for what is no chart, or whose values.yaml is no YAML.
 */
export async function lintChart(path: string, options: LintOptions = {}): Promise<LintReport> {
  const files = await readChartFiles(path);
  // What tests of the chart use may be hidden from Helm.
  const texts = ciValues(path).map(({ file, text }) => JSON.stringify([file, text]));
  return await keptReport(path, files, texts, options, () => lintFiles(path, files, options));
}

async function lintFiles(path: string, files: ChartFiles, options: LintOptions): Promise<LintReport> {
  const { signal } = options;
  const chart = await readChart(files);
  const document = readValuesDocument(chart.valuesText ?? "", join(path, "values.yaml"));
  const subject = { chart: chart.name, path, version: chart.version, values: document.leaves.length };
  if (await isUp(signal))
    return {
      ...subject,
      findings: [],
      undecided: ["values and manifests: the time was up"],
      endedEarly: true,
    };
  const { files: templates, unread } = templatesOf(chart);
  const missing = missingDependencies(chart);
  const reads = templateReads(templates, {
    texts: templatedTexts(chart, document),
    isPart: missing.length > 0 || unread.length > 0 || chart.isLibrary,
  });
  const undecided = unread.map(
    ({ file, line, message }) => `which values are used: ${file}:${line} cannot be read: ${message}`,
  );
  if (!reads.isWhole) undecided.push(`which values are used: ${tooMuchToFollow}`);
  if (chart.valuesText === undefined) undecided.push("values: the chart has no values.yaml");
  const isPart = unread.length > 0 || !reads.isWhole;
  const findings: Finding[] = [
    ...valueFindings(chart, document, { templates, reads, isPart }, undecided),
    ...schemaFindings(files, undecided),
    ...(missing.length === 0 && unread.length === 0 && !chart.isLibrary
      ? undefinedTemplates(reads.undefined)
      : []),
  ];
  // What rendering asks of the signal itself must be known by then.
  await isUp(signal);
  findings.push(...(await rendered(path, chart, document, reads, options, undecided)));
  const isLetBe = ignoreCommentsOf(files);
  return {
    ...subject,
    findings: findings
      .filter(({ file, line }) => !isLetBe(file, line))
      .map(({ file, ...finding }) => ({
        ...finding,
        chart: chart.name,
        ...(file !== undefined && { file: join(path, file) }),
      })),
    undecided,
    endedEarly: !reads.isWhole || signal?.aborted === true,
  };
}

/** Whether the time is up, which only shows when nothing else is done for a moment. */
async function isUp(signal: AbortSignal | undefined): Promise<boolean> {
  if (signal === undefined) return false;
  await setTimeout(0);
  return signal.aborted;
}

function valueFindings(
  chart: Chart,
  document: ValuesDocument,
  { templates, reads, isPart }: { templates: readonly TemplateFile[]; reads: TemplateReads; isPart: boolean },
  undecided: string[],
): Finding[] {
  if (chart.valuesText === undefined) return [];
  const ofText = [...repeatedKeys(document), ...yamlTraps(document)];
  if (isPart) return ofText;
  const unused = findUnusedValues(chart, document, reads);
  undecided.push(...unused.undecided);
  const uncalled = unused.unused.length > 0 ? readsInUncalled(templates, reads.called) : undefined;
  if (uncalled?.isWhole === false)
    undecided.push(`what definitions read that nothing calls: ${tooMuchToFollow}`);
  const ofUncalled = new UseTree(uncalled?.uses ?? []);
  const subcharts = subchartKeys(chart);
  const isElsewhere = ([first]: readonly unknown[]) => first === "global" || subcharts.has(String(first));
  return [
    ...unused.unused
      .filter(({ lines }) => !lines.some((line) => isIgnored(document.lines, line)))
      .map((value) => describeUnused(value, ofUncalled, "values.yaml")),
    ...(chart.isLibrary ? [] : undeclaredValues(document, reads, isElsewhere)),
    ...ofText,
  ];
}

function schemaFindings(files: ChartFiles, undecided: string[]): Finding[] {
  const text = textOf(files, "values.schema.json");
  if (text === undefined) return [];
  try {
    const schema: unknown = JSON.parse(text);
    if (isRecord(schema)) return schemaFaults(schema as JsonSchema);
    undecided.push("values.schema.json: it is no object");
  } catch (error) {
    const what = error instanceof RangeError ? "it is nested too deep" : `it is no JSON${jsonPlace(error)}`;
    undecided.push(`values.schema.json: ${what}`);
  }
  return [];
}

async function rendered(
  path: string,
  chart: Chart,
  document: ValuesDocument,
  reads: TemplateReads,
  { helm, ...options }: LintOptions,
  undecided: string[],
): Promise<Finding[]> {
  if (chart.isLibrary) return [];
  const missing = missingDependencies(chart).map(({ name }) => name);
  if (helm === undefined) undecided.push("manifests: there is no Helm");
  else if (missing.length > 0) undecided.push(`manifests: ${rendersNothing} without ${missing.join(", ")}`);
  else return await renderedFindings({ helm, path, chart, document, reads }, options, undecided);
  return [];
}

/** Tells whether a comment lets a line of a file be. */
function ignoreCommentsOf(files: ChartFiles): (file?: string, line?: number) => boolean {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    if (file === undefined || line === undefined) return false;
    const lines = known.get(file) ?? (textOf(files, file) ?? "").split("\n");
    known.set(file, lines);
    return isIgnored(lines, line);
  };
}

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import { type ChartFiles, readChartFiles, textOf } from "./chart/chart-files.ts";
import { customResourceSchemas } from "./chart/custom-resources.ts";
import {
  type Chart,
  missingDependencies,
  readChart,
  templatesOf,
  withSubcharts,
} from "./chart/read-chart.ts";
import { readValuesDocument, type ValuesDocument } from "./chart/values-document.ts";
import { checkManifests, type SourcedFinding } from "./check-manifests.ts";
import { checkReferences } from "./check-references.ts";
import { failingVariants } from "./findings/failing-variants.ts";
import { removedApis } from "./findings/removed-apis.ts";
import { schemaFaults } from "./findings/schema-faults.ts";
import { undeclaredValues } from "./findings/undeclared-values.ts";
import { undefinedTemplates } from "./findings/undefined-templates.ts";
import { describeUnused, findUnusedValues } from "./findings/unused-values.ts";
import { yamlTraps } from "./findings/yaml-traps.ts";
import { isIgnored } from "./ignore-comments.ts";
import { type Manifest, manifestTitle } from "./manifest.ts";
import type { Finding, ManifestIssue } from "./manifest-issue.ts";
import { type ManifestSchemas, manifestValidators } from "./manifest-validators.ts";
import { renderChart } from "./render-chart.ts";
import { type TemplateReads, templateReads } from "./template/template-reads.ts";
import { lineOfKey } from "./template-line.ts";

/** How charts are linted. */
export interface LintOptions {
  /** The Helm to render with; without one, what needs rendering is not decided. */
  readonly helm?: string;
  /** Releases of Kubernetes to render for, such as `1.34`. @default [], Helm's own */
  readonly kubeVersions?: readonly string[];
  /** Schemas of custom resources beside those of the chart's `crds/`, by `<group>/<version>/<kind>`. */
  readonly schemas?: ManifestSchemas;
  /** Ends the search: what was found by then is given. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (message: string) => void;
}

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
}

/**
 * Looks for what is wrong with a chart that has no model: from its values.yaml, its schema, `ci/*-values.yaml` and its
 * templates. Every finding is proven; what cannot be is told in `undecided`.
 *
 * @param path - a folder with a Chart.yaml, or a `.tgz` archive.
 * @throws {ChartError} for what is no chart, or whose values.yaml is no YAML.
 */
export async function lintChart(path: string, options: LintOptions = {}): Promise<LintReport> {
  const files = await readChartFiles(path);
  const chart = await readChart(files);
  const document = readValuesDocument(chart.valuesText ?? "", join(path, "values.yaml"));
  const { files: templates, unread } = templatesOf(chart);
  const missing = missingDependencies(chart);
  const reads = templateReads(templates, {
    texts: templatedTexts(chart, document),
    isPart: missing.length > 0 || unread.length > 0 || chart.isLibrary,
  });
  const undecided = unread.map(
    ({ file, line, message }) => `which values are used: ${file}:${line} cannot be read: ${message}`,
  );
  if (chart.valuesText === undefined) undecided.push("values: the chart has no values.yaml");
  const findings: Finding[] = [
    ...valueFindings(chart, document, reads, unread.length > 0, undecided),
    ...schemaFindings(files, undecided),
    ...(missing.length === 0 && unread.length === 0 && !chart.isLibrary
      ? undefinedTemplates(reads.undefined)
      : []),
    ...(await renderedFindings(path, chart, document, reads, missing, options, undecided)),
  ];
  return {
    chart: chart.name,
    path,
    version: chart.version,
    values: document.leaves.length,
    findings: findings
      .filter(({ file, line }) => !isLetBe(files, file, line))
      .map(({ file, ...finding }) => ({
        ...finding,
        chart: chart.name,
        ...(file !== undefined && { file: join(path, file) }),
      })),
    undecided,
  };
}

function valueFindings(
  chart: Chart,
  document: ValuesDocument,
  reads: TemplateReads,
  isPartlyRead: boolean,
  undecided: string[],
): Finding[] {
  if (chart.valuesText === undefined) return [];
  if (isPartlyRead) return yamlTraps(document).map((finding) => ({ ...finding, file: "values.yaml" }));
  const unused = findUnusedValues(chart, document, reads);
  undecided.push(...unused.undecided);
  const subcharts = new Set(chart.dependencies.map(({ key }) => key));
  const isElsewhere = ([first]: readonly unknown[]) =>
    first === "global" || subcharts.has(String(first)) || chart.subcharts.some(({ at }) => at[0] === first);
  return [
    ...unused.unused
      .filter(({ lines }) => !lines.some((line) => isIgnored(document.lines, line)))
      .map((value) => describeUnused(value, "values.yaml")),
    ...(chart.isLibrary ? [] : undeclaredValues(document, reads, isElsewhere)),
    ...yamlTraps(document).map((finding) => ({ ...finding, file: "values.yaml" })),
  ];
}

/** Values and files that `tpl` may be given as a template. */
function templatedTexts(chart: Chart, { leaves }: ValuesDocument): string[] {
  const files = withSubcharts(chart).flatMap((each) =>
    [...each.files.keys()]
      .filter((file) => !/^(?:templates|charts|crds)\/|\.gotmpl$|^(?:README|values|Chart)/.test(file))
      .map((file) => textOf(each.files, file) ?? ""),
  );
  const values = leaves.map(({ value }) => (typeof value === "string" ? value : JSON.stringify(value ?? "")));
  const others = chart.subcharts.flatMap(withSubcharts).map(({ valuesText }) => valuesText ?? "");
  return [...files, ...values, ...others].filter((text) => text.includes("{{"));
}

function schemaFindings(files: ChartFiles, undecided: string[]): Finding[] {
  const text = textOf(files, "values.schema.json");
  if (text === undefined) return [];
  try {
    const schema: unknown = JSON.parse(text);
    if (isRecord(schema)) return schemaFaults(schema as JsonSchema);
    undecided.push("values.schema.json: it is no object");
  } catch (error) {
    undecided.push(`values.schema.json: it is no JSON (${(error as Error).message})`);
  }
  return [];
}

async function renderedFindings(
  path: string,
  chart: Chart,
  document: ValuesDocument,
  reads: TemplateReads,
  missing: readonly { name: string }[],
  { helm, kubeVersions = [], schemas = {}, signal, onProgress }: LintOptions,
  undecided: string[],
): Promise<Finding[]> {
  if (chart.isLibrary) return [];
  if (helm === undefined || missing.length > 0) {
    const why =
      helm === undefined
        ? "there is no Helm"
        : `Helm renders nothing without ${missing.map(({ name }) => name).join(", ")}`;
    undecided.push(`manifests: ${why}`);
    return [];
  }
  onProgress?.(`${chart.name}: manifests`);
  const release = { name: "release-name", namespace: "default" };
  const own = customResourceSchemas(
    [...chart.files]
      .filter(([file]) => file.startsWith("crds/"))
      .map(([file]) => textOf(chart.files, file) ?? ""),
  );
  const validators = await manifestValidators({ ...own, ...schemas });
  const apis = namedApis(chart);
  const versions =
    kubeVersions.length > 0 ? kubeVersions.map((version) => ["--kube-version", version]) : [[]];
  const variants = versions.flatMap((version) => [
    { what: "its own values", values: {}, args: version },
    ...(apis.length > 0
      ? [
          {
            what: "every API that templates ask for",
            values: {},
            args: [...version, ...apis.flatMap((api) => ["--api-versions", api])],
          },
        ]
      : []),
    ...ciValues(path).map(({ file, values }) => ({ what: file, values, args: version })),
  ]);
  const findings = new Map<string, Finding>();
  let renders = true;
  for (const { what, values, args } of variants) {
    if (signal?.aborted) {
      undecided.push("manifests of some values: the time was up");
      break;
    }
    const rendering = await renderChart(helm, path, { ...release, values, args });
    if ("error" in rendering) {
      const { code, source, line, message } = rendering.error;
      if (what === "its own values") renders = false;
      // A chart may ask for values that nobody can guess; a file of its own ci/ folder has no such excuse.
      if (values === undefined || !what.endsWith(".yaml") || /nil pointer/.test(message)) {
        if (/nil pointer/.test(message) && source !== undefined)
          add(findings, {
            path: "",
            code: "template-nil",
            file: ownFile(source),
            ...(line !== undefined && { line }),
            expected: "a template that renders",
            received: "a nil pointer",
            message: `with ${what} the template fails: ${firstLine(message)}`,
          });
        else undecided.push(`manifests with ${what}: Helm renders nothing (${firstLine(message)})`);
      } else
        add(findings, {
          path: "",
          code,
          file: what,
          line: 1,
          expected: "values that the chart accepts",
          received: "an error",
          message: `${what} does not render: ${firstLine(message)}`,
        });
      continue;
    }
    const { manifests } = rendering;
    const checked = await checkManifests(manifests, validators);
    for (const kind of checked.unchecked)
      note(
        undecided,
        `${kind}: there is no schema of it; put its CustomResourceDefinition in crds/ or name a folder with --schemas`,
      );
    for (const finding of [...checked.findings, ...checkReferences(manifests), ...removed(manifests, args)])
      add(findings, inTemplate(finding, chart));
  }
  if (renders && !signal?.aborted) {
    onProgress?.(`${chart.name}: values that make templates fail`);
    const attempt = async (values: Record<string, unknown>) => {
      if (signal?.aborted) return undefined;
      const rendering = await renderChart(helm, path, { ...release, values });
      return "error" in rendering ? rendering.error : undefined;
    };
    for (const { source, ...finding } of await failingVariants(document, reads, attempt))
      add(findings, { ...finding, ...(source !== undefined && { file: ownFile(source) }) });
    if (signal?.aborted) undecided.push("values that make templates fail: the time was up");
  }
  return [...findings.values()];
}

function removed(manifests: readonly Manifest[], args: readonly string[]): SourcedFinding[] {
  const [, minor = ""] = /^v?1\.(\d+)/.exec(args[args.indexOf("--kube-version") + 1] ?? "") ?? [];
  return manifests.flatMap((manifest) => {
    const api = removedApis[`${manifest.apiVersion}/${manifest.kind}`];
    // Without a release to render for, that a chart makes it at all may be its answer to an old one.
    if (!api || minor === "" || Number(minor) < api.since) return [];
    const title = manifestTitle(manifest);
    return [
      {
        source: manifest.source,
        manifest: title,
        path: "apiVersion",
        code: "api-removed" as const,
        expected: api.instead,
        received: manifest.apiVersion,
        message: `${title}: Kubernetes 1.${api.since} and newer have no ${manifest.apiVersion}: use ${api.instead}`,
      },
    ];
  });
}

/** The APIs that templates ask the cluster for, by name. */
function namedApis(chart: Chart): string[] {
  const apis = withSubcharts(chart).flatMap(({ files }) =>
    [...files.keys()]
      .filter((file) => file.startsWith("templates/"))
      .flatMap((file) =>
        [...(textOf(files, file) ?? "").matchAll(/APIVersions\.Has\s+\(?"([^"]+)"/g)].map(
          ([, api = ""]) => api,
        ),
      ),
  );
  return [...new Set(apis)].sort();
}

/** The values that a chart is tested with, as chart-testing finds them. */
function ciValues(path: string): { file: string; values: Record<string, unknown> }[] {
  const folder = join(path, "ci");
  if (!statSync(path).isDirectory() || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith("-values.yaml"))
    .sort()
    .map((file) => ({
      file: `ci/${file}`,
      values: readValuesDocument(readFileSync(join(folder, file), "utf8"), join(folder, file))
        .values as Record<string, unknown>,
    }));
}

function inTemplate({ source, ...finding }: SourcedFinding, { files }: Chart): Finding {
  const file = ownFile(source);
  const text = textOf(files, file) ?? "";
  const line = finding.code === "manifest-unknown-field" ? lineOfKey(text, finding.received) : undefined;
  return { ...finding, file, ...(line !== undefined && { line }) };
}

/** Helm names a template by its chart's name. */
function ownFile(source: string): string {
  return source.split("/").slice(1).join("/");
}

function add(findings: Map<string, Finding>, finding: Finding): void {
  const key = JSON.stringify([finding.code, finding.file, finding.manifest, finding.path, finding.message]);
  if (!findings.has(key)) findings.set(key, finding);
}

function note(notes: string[], text: string): void {
  if (!notes.includes(text)) notes.push(text);
}

const firstLine = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "") ?? "";

function isLetBe(files: ChartFiles, file: string | undefined, line: number | undefined): boolean {
  if (file === undefined || line === undefined) return false;
  return isIgnored((textOf(files, file) ?? "").split("\n"), line);
}

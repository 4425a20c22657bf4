import { availableParallelism } from "node:os";
import { textOf } from "../chart/chart-files.ts";
import { ciValues } from "../chart/ci-values.ts";
import { customResourceSchemas } from "../chart/custom-resources.ts";
import { apiArguments, namedApis } from "../chart/named-apis.ts";
import type { Chart } from "../chart/read-chart.ts";
import type { ValuesDocument } from "../chart/values-document.ts";
import type { HelmError } from "../helm/helm-error.ts";
import { anyRelease, type RenderedManifests, type Rendering, renderChart } from "../helm/render-chart.ts";
import { FaultSet } from "../issue/fault-set.ts";
import type { Finding, SourcedFinding } from "../issue/manifest-issue.ts";
import { createLimit } from "../limit.ts";
import type { LintOptions } from "../lint-options.ts";
import type { KnownSources } from "../manifest/parse-manifests.ts";
import { checkManifests } from "../manifest-checks/check-manifests.ts";
import { manifestValidators } from "../manifest-checks/manifest-validators.ts";
import type { TemplateReads } from "../template/template-reads.ts";
import { failingVariants } from "./failing-variants.ts";
import { removedApis, whyUnchecked } from "./removed-apis.ts";
import { switchedParts } from "./switched-parts.ts";
import { lineOfKey, templatePath } from "./template-line.ts";

/** A chart that Helm can render. */
export interface Renderable {
  readonly helm: string;
  readonly path: string;
  readonly chart: Chart;
  readonly document: ValuesDocument;
  readonly reads: TemplateReads;
}

/** One way in which a chart is rendered. */
interface Rendered {
  /** In words, or the file of `ci/` that the values are from. */
  readonly what: string;
  /** With nothing but the chart's own values. */
  readonly isOwn: boolean;
  readonly isFile: boolean;
  readonly values: unknown;
  readonly kubeVersion: string | undefined;
  readonly apis: readonly string[];
}

/** What shows when a chart is rendered: with its own values, with those of `ci/`, and with one of them changed. */
export async function renderedFindings(
  renderable: Renderable,
  options: Omit<LintOptions, "helm">,
  undecided: string[],
): Promise<Finding[]> {
  const { helm, path, chart, document, reads } = renderable;
  const { signal, onProgress, schemas = {} } = options;
  const findings = new FaultSet<Finding>();
  const known: KnownSources = new Map();
  const apis = namedApis(chart);
  const validators = await manifestValidators({ ...ownResourceSchemas(chart), ...schemas });
  const check: Check = async (rendered, kubeVersion) => {
    const checked = await checkManifests(rendered, validators);
    const removed = removedApis(rendered.manifests, kubeVersion, apis);
    return { ...checked, findings: [...checked.findings, ...removed] };
  };
  onProgress?.(`${chart.name}: manifests`);
  const renders = await checkRenderings(renderable, { ...options, apis, known, check }, findings, undecided);
  if (renders && !signal?.aborted) {
    onProgress?.(`${chart.name}: values that make templates fail`);
    const limit = createLimit(availableParallelism());
    const attempt = (values: Record<string, unknown>) =>
      limit(async () => {
        return await unlessAborted(signal, () =>
          renderChart(helm, path, { ...anyRelease, values, signal }, known),
        );
      });
    const variants = await failingVariants(document, reads, attempt);
    for (const { source, ...finding } of variants.findings)
      findings.add({ ...finding, ...(source !== undefined && { file: templatePath(source) }) });
    const ofParts = await switchedParts(variants.switchedOn, {
      reads,
      attempt,
      check: async (rendered) => (await check(rendered, undefined)).findings,
      isKnown: (finding) => findings.has(inTemplate(finding, chart)),
    });
    for (const finding of ofParts) findings.add(inTemplate(finding, chart));
    if (signal?.aborted) undecided.push("values that make templates fail: the time was up");
  }
  return findings.all;
}

/** What is wrong with rendered manifests, for a release of Kubernetes where one is named, and the kinds that have no schema. */
type Check = (
  rendered: RenderedManifests,
  kubeVersion: string | undefined,
) => ReturnType<typeof checkManifests>;

/** Checks what each way of rendering gives, and tells whether the chart renders with its own values. */
async function checkRenderings(
  { helm, path, chart }: Renderable,
  {
    kubeVersions = [],
    signal,
    apis,
    known,
    check,
  }: Omit<LintOptions, "helm"> & {
    readonly apis: readonly string[];
    readonly known: KnownSources;
    readonly check: Check;
  },
  findings: FaultSet<Finding>,
  undecided: string[],
): Promise<boolean> {
  let renders = true;
  const limit = createLimit(availableParallelism());
  const renderings = renderingsOf(path, apis, kubeVersions).map((rendered) => {
    const release = { ...anyRelease, values: rendered.values, args: argumentsOf(rendered), signal };
    // Rendered while others are looked at.
    const ready = limit(() => unlessAborted(signal, () => renderChart(helm, path, release, known)));
    // One that fails ends the search, whichever it is.
    ready.catch(() => {});
    return { rendered, ready };
  });
  for (const { rendered, ready } of renderings) {
    const rendering = await ready;
    if (rendering === undefined || signal?.aborted) {
      undecided.push("manifests of some values: the time was up");
      break;
    }
    if ("error" in rendering) {
      if (rendered.isOwn) renders = false;
      const refusal = refusalOf(rendered, rendering.error, chart);
      if (typeof refusal === "string") undecided.push(refusal);
      else findings.add(refusal);
      continue;
    }
    const checked = await check(rendering, rendered.kubeVersion);
    for (const kind of checked.unchecked) {
      const why = whyUnchecked(kind);
      if (!undecided.includes(why)) undecided.push(why);
    }
    for (const found of checked.findings) findings.add(inTemplate(found, chart));
  }
  return renders;
}

/** What comes of a rendering; `undefined` where the time is up before it ends. */
async function unlessAborted(
  signal: AbortSignal | undefined,
  render: () => Promise<Rendering>,
): Promise<Rendering | undefined> {
  try {
    return signal?.aborted ? undefined : await render();
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
}

function renderingsOf(path: string, apis: readonly string[], kubeVersions: readonly string[]): Rendered[] {
  const versions = kubeVersions.length > 0 ? kubeVersions : [undefined];
  return versions.flatMap((kubeVersion): Rendered[] => {
    const own = { what: "its own values", isOwn: true, isFile: false, values: {}, kubeVersion, apis: [] };
    const other = { ...own, isOwn: false };
    return [
      own,
      ...(apis.length > 0 ? [{ ...other, what: "every API that templates ask for", apis }] : []),
      ...ciValues(path).map(({ file, text }) => ({ ...other, what: file, isFile: true, values: text })),
    ];
  });
}

function argumentsOf({ kubeVersion, apis }: Rendered): string[] {
  return [...(kubeVersion === undefined ? [] : ["--kube-version", kubeVersion]), ...apiArguments(apis)];
}

/** How is told that manifests were not looked at. */
export const rendersNothing = "Helm renders nothing";

/**
 * What it means that Helm renders nothing: a fault, or the words for what is not decided. A chart may ask for values
 * that nobody can guess; a file of its own `ci/` has no such excuse.
 */
function refusalOf(
  { what, isFile }: Rendered,
  { code, source, line, message }: HelmError,
  { files }: Chart,
): Finding | string {
  const reason = firstLine(message);
  if (code === "chart-invalid") {
    const [, key = "apiVersion"] = /chart\.metadata\.(\w+)/.exec(reason) ?? [];
    return {
      path: key,
      code,
      file: "Chart.yaml",
      line: lineOfKey(textOf(files, "Chart.yaml") ?? "", key) ?? 1,
      expected: "a chart that Helm takes",
      received: reason,
      message: `Helm renders nothing of the chart: ${reason.replace("validation: chart.metadata.", "")} in Chart.yaml`,
    };
  }
  const isNil = /nil pointer/.test(message);
  if (isNil && source !== undefined)
    return {
      path: "",
      code: "template-nil",
      file: templatePath(source),
      ...(line !== undefined && { line }),
      expected: "a template that renders",
      received: "a nil pointer",
      message: `with ${what} the template fails: ${reason}`,
    };
  const error = { code, message };
  if (!isFile && source !== undefined && isFault(error))
    return {
      path: "",
      code,
      file: templatePath(source),
      ...(line !== undefined && { line }),
      expected: "a chart that Helm renders",
      received: "an error",
      message: `with ${what} Helm renders nothing: ${reason}`,
    };
  if (!isFile || isNil) return `manifests with ${what}: ${rendersNothing} (${reason})`;
  return {
    path: "",
    code,
    file: what,
    line: 1,
    expected: "values that the chart accepts",
    received: "an error",
    message: `${what} does not render: ${reason.replace(/^failed to parse -: /, "")}`,
  };
}

/**
 * Whether an error says that a template is wrong: it cannot be parsed, gives what is no YAML, or does with the chart's own
 * values what cannot be done. One that a template makes itself, by `fail` or `required`, asks for other values; that a
 * template is not there is found without rendering.
 */
function isFault({ code, message }: Pick<HelmError, "code" | "message">): boolean {
  if (code === "manifest-syntax") return true;
  return code === "template-error" && !notAFault.test(message);
}

const notAFault = /execution error at|error calling (?:fail|required)|no template "[^"]*" associated/;

function ownResourceSchemas({ files }: Chart) {
  const definitions = [...files.keys()].filter((file) => file.startsWith("crds/"));
  return customResourceSchemas(definitions.map((file) => textOf(files, file) ?? ""));
}

function inTemplate({ source, ...finding }: SourcedFinding, { files }: Chart): Finding {
  const file = templatePath(source);
  const text = textOf(files, file) ?? "";
  const line = finding.code === "manifest-unknown-field" ? lineOfKey(text, finding.received) : undefined;
  return { ...finding, file, ...(line !== undefined && { line }) };
}

function firstLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "") ?? "";
}

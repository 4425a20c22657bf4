import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartResult, LintReport, ManifestIssue, ManifestSchemas } from "@chartmodel/lint";
import { keptCode } from "../../kept-code/kept-code.ts";
import { UsageError } from "../../usage-error.ts";
import { exitCodes, type OptionValues, type StandaloneCommand } from "../command.ts";
import { loadLint } from "../load-lint.ts";
import { print } from "../print.ts";
import { showProgress } from "../progress.ts";
import { reportCodes } from "../report-codes.ts";
import { reportManifests } from "../report-manifests.ts";
import { count, say, style } from "../terminal.ts";
import { timeoutSignal } from "../timeout-signal.ts";

const formats = ["text", "json", "sarif", "github"] as const;
type Format = (typeof formats)[number];

/** `chartmodel lint`. */
export const lint: StandaloneCommand = {
  summary: "find what is wrong with any Helm chart; needs no model",
  usage: `chartmodel lint CHART...

CHART is a folder with a Chart.yaml or a .tgz archive. Looks for: values that no template uses, and values that
templates read although values.yaml does not have them; keys that stand twice; templates that fail when a switch is
turned on or an optional value is left out; manifests that Kubernetes refuses, unknown fields and APIs that are gone too,
also of parts that are off; references between manifests that lead nowhere; a schema that lets typos through; scalars
that YAML 1.1 reads as something else.

A finding is made on proof only; what cannot be decided is said, and is no failure unless the search ended early. A line is let be by a comment on it
or above it: # chartmodel-ignore: the reason. Rendering needs Helm 3.14 or newer, on PATH or named by HELM.

  --format FORMAT        text (default), json, sarif or github
  --kube-version VERSION the Kubernetes to render for; may be repeated
  --schemas DIR          CustomResourceDefinitions beside those of the charts
  --baseline FILE        known findings, which do not count
  --write-baseline FILE  writes those there are now, and succeeds
  --timeout SECONDS      ends the search; what is proven by then is told

Exit code: 0 nothing found, 1 findings, 2 wrong use or a chart that cannot be read, 3 nothing found by the time the search
ended early: the time was up, or templates call each other in more ways than are followed.`,
  options: {
    format: { type: "string" },
    "kube-version": { type: "string", multiple: true },
    schemas: { type: "string" },
    baseline: { type: "string" },
    "write-baseline": { type: "string" },
    timeout: { type: "string" },
  },
  positionals: Number.POSITIVE_INFINITY,
  async runAlone(given, paths) {
    if (paths.length === 0) throw new UsageError("name at least one chart: chartmodel lint ./charts/*");
    const format = formatOf(given["format"]);
    const library = await loadLint();
    const helm = await library.findHelm();
    if ("missing" in helm) say(style("dim", `without Helm: ${helm.missing}`));
    const baseline =
      typeof given["baseline"] === "string" ? knownFindings(given["baseline"], library) : new Set<string>();
    const progress = showProgress();
    let results: ChartResult[];
    try {
      results = await library.lintCharts(paths, {
        ...("command" in helm && { helm: helm.command, helmVersion: helm.version }),
        kubeVersions: kubeVersionsOf(given["kube-version"]),
        ...(typeof given["schemas"] === "string" && {
          schemas: readSchemas(given["schemas"], library.customResourceSchemas),
        }),
        ...(typeof given["timeout"] === "string" && { signal: timeoutSignal(given["timeout"]) }),
        ...(keptCode.folder !== undefined && { keepIn: join(keptCode.folder, "../reports") }),
        onProgress: progress.update,
      });
    } finally {
      progress.end();
    }
    const reports = reportsOf(results);
    const all = reports.flatMap(({ findings }) => findings);
    const findings = all.filter((finding) => !baseline.has(library.fingerprint(finding)));
    if (typeof given["write-baseline"] === "string") {
      writeFileSync(given["write-baseline"], library.writeBaseline(all));
      say(`${count(all.length, "finding")} written to ${given["write-baseline"]}`);
      tellEarlyEnds(reports);
      return exitCodeOf(results, []);
    }
    tell(format, results, findings, library);
    return exitCodeOf(results, findings);
  },
};

function tell(
  format: Format,
  results: readonly ChartResult[],
  findings: readonly ManifestIssue[],
  {
    toSarif,
    toGithubAnnotations,
  }: Pick<typeof import("@chartmodel/lint"), "toSarif" | "toGithubAnnotations">,
): void {
  const isKnown = new Set(findings);
  if (format === "sarif") print(toSarif(findings));
  if (format === "github") {
    const unread = results.flatMap((result) => ("error" in result ? [result.error] : []));
    print(toGithubAnnotations(findings, unread));
  }
  if (format === "json")
    print(
      `${JSON.stringify(
        results.map((result) =>
          "findings" in result
            ? { ...result, findings: result.findings.filter((finding) => isKnown.has(finding)) }
            : result,
        ),
        null,
        2,
      )}\n`,
    );
  for (const result of results) {
    if (!("findings" in result)) say(`${style("red", "✗")} ${result.error}`);
    else if (format === "text")
      tellChart(
        result,
        result.findings.filter((finding) => isKnown.has(finding)),
      );
  }
  if (format !== "text") {
    tellEarlyEnds(reportsOf(results));
    return;
  }
  if (results.length > 1) say(`${count(results.length, "chart")}, ${count(findings.length, "finding")}`);
  reportCodes(findings);
}

function tellChart(
  { path, values, undecided, endedEarly }: LintReport,
  findings: readonly ManifestIssue[],
): void {
  if (findings.length === 0 && endedEarly)
    say(`${style("yellow", "!")} ${path}: nothing found by the time the search ended`);
  else if (findings.length === 0)
    say(`${style("green", "✓")} ${path}: nothing found in ${count(values, "value")}`);
  if (!endedEarly || findings.length > 0) reportManifests(findings, []);
  for (const why of undecided) say(style("dim", `  not decided: ${why}`));
}

function knownFindings(
  file: string,
  { readBaseline, ChartError }: Pick<typeof import("@chartmodel/lint"), "readBaseline" | "ChartError">,
): ReadonlySet<string> {
  try {
    return readBaseline(readText(file, "baseline"), file);
  } catch (error) {
    throw error instanceof ChartError ? new UsageError(error.message) : error;
  }
}

function reportsOf(results: readonly ChartResult[]): LintReport[] {
  return results.filter((result) => "findings" in result);
}

/** Where what is not decided has no place in the output, it is said at least of what was not looked at. */
function tellEarlyEnds(reports: readonly LintReport[]): void {
  for (const { path, undecided, endedEarly } of reports)
    if (endedEarly)
      say(`${style("yellow", "!")} ${path}: the search ended early; not decided: ${undecided.join("; ")}`);
}

function exitCodeOf(results: readonly ChartResult[], findings: readonly ManifestIssue[]): number {
  if (results.some((result) => "error" in result)) return exitCodes.misuse;
  if (findings.length > 0) return exitCodes.issues;
  return reportsOf(results).some(({ endedEarly }) => endedEarly) ? exitCodes.endedEarly : exitCodes.fine;
}

function formatOf(given: OptionValues[string]): Format {
  if (given === undefined) return "text";
  const format = formats.find((name) => name === given);
  if (!format)
    throw new UsageError(`--format: expected ${formats.join(", ")}, but got ${JSON.stringify(given)}`);
  return format;
}

function kubeVersionsOf(given: OptionValues[string]): string[] {
  const versions = (given ?? []) as string[];
  for (const version of versions) {
    if (!/^v?\d+\.\d+(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]+)?$/.test(version))
      throw new UsageError(
        `--kube-version: expected a release of Kubernetes such as 1.34, but got ${JSON.stringify(version)}`,
      );
  }
  return versions;
}

function readSchemas(folder: string, read: (texts: Iterable<string>) => ManifestSchemas): ManifestSchemas {
  if (!existsSync(folder)) throw new UsageError(`--schemas: there is no folder ${folder}`);
  const files = readdirSync(folder).filter((file) => /\.(?:ya?ml|json)$/.test(file));
  return read(files.map((file) => readText(join(folder, file), "schema")));
}

function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UsageError(`there is no ${what} ${file}`);
    throw new UsageError(`the ${what} ${file} cannot be read: ${message}`);
  }
}

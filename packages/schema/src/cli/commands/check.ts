import { relative, resolve } from "node:path";
import type { CheckedChart } from "@chartmodel/lint";
import { provenanceFaults } from "../../attest/provenance.ts";
import { provenancePath } from "../../attest/provenance-path.ts";
import type { Project } from "../../project/define-project.ts";
import type { Evaluation } from "../../project/evaluate.ts";
import { releaseOf } from "../../project/release-of.ts";
import { isHandWritten } from "../../render/generated-notice.ts";
import { OutputFolder } from "../../write/output-folder.ts";
import { renderProject } from "../../write/render-project.ts";
import { staleFiles } from "../../write/stale-files.ts";
import { breakingChanges } from "../breaking-changes.ts";
import { type Command, type CommandContext, exitCodes } from "../command.ts";
import { loadLint } from "../load-lint.ts";
import { showProgress } from "../progress.ts";
import { reportWarnings } from "../report-issues.ts";
import { reportManifests } from "../report-manifests.ts";
import { count, say, style } from "../terminal.ts";

/** `chartmodel check`. */
export const check: Command = {
  summary: "report every issue of every environment and chart; write nothing",
  usage: `chartmodel check [--against REF] [--attested]

Looks for: values that the model or a rule refuses, in any environment; generated files that are not what
\`chartmodel render\` would write, or that nothing makes any more; manifests that Kubernetes would refuse, unknown fields too; modelled values that
change no manifest; values that a template reads although the model does not have them.

  --against REF  refuses changes since that git commit that break a chart's users, unless its major version is new
  --attested     refuses files that are not as \`chartmodel render --attest\` left them

The manifests need Helm 3.14 or newer, on PATH or named by HELM; without it they are left out, aloud.`,
  options: { against: { type: "string" }, attested: { type: "boolean" } },
  async run(context, { against, attested }) {
    const { drifted, made, evaluations } = findDrift(context);
    const broken = typeof against === "string" ? reportBreaking(context, against) : 0;
    const unattested = attested ? reportAttested(context, made) : 0;
    const { issues, notes } = await checkManifests(context, evaluations);
    reportManifests(issues, notes);
    return drifted + broken + unattested + issues.length === 0 ? exitCodes.fine : exitCodes.issues;
  },
};

/** Compares every generated file with what is there, and tells the differences. */
function findDrift({ project, root, options }: CommandContext) {
  const folder = new OutputFolder(root);
  const evaluations: Evaluation[] = [];
  const drifted: string[] = [];
  const made = new Set<string>();
  const compare = (path: string, content: string) => {
    made.add(path);
    const place = folder.find(path);
    const existing = folder.textOf(place);
    if (existing === content) return;
    const isThere = place.found !== undefined;
    drifted.push(`${path} ${isThere ? describeDrift(existing, content) : "is missing"}`);
  };
  renderProject(project, compare, {
    root,
    read: (path) => folder.read(path),
    options,
    onEvaluation(evaluation) {
      evaluations.push(evaluation);
      reportWarnings(evaluation, root);
    },
  });
  say(`${style("green", "✓")} ${count(project.environments.size, "environment")} without issues`);
  for (const drift of drifted) say(`${style("red", "✗")} ${drift}`);
  if (drifted.length > 0)
    say(`${drifted.length} of ${count(made.size, "file")} not up to date: run \`chartmodel render\``);
  else say(`${style("green", "✓")} ${count(made.size, "generated file")} up to date`);
  return { drifted: drifted.length + reportStale(staleFiles(project, root, made)), made, evaluations };
}

function reportBreaking({ project, root }: CommandContext, reference: string): number {
  const { broken, compared, notes } = breakingChanges(project, root, reference);
  for (const note of notes) say(style("dim", note));
  for (const change of broken) say(`${style("red", "✗")} ${change}`);
  if (broken.length === 0 && compared.length > 0)
    say(`${style("green", "✓")} ${compared.join(", ")}: nothing that was valid at ${reference} is refused`);
  return broken.length;
}

function reportAttested({ root }: CommandContext, made: ReadonlySet<string>): number {
  const faults = provenanceFaults(root, made);
  for (const fault of faults) say(`${style("red", "✗")} ${fault}`);
  if (faults.length === 0) say(`${style("green", "✓")} every file is as ${provenancePath} says`);
  return faults.length;
}

function reportStale(stale: readonly string[]): number {
  for (const path of stale) say(`${style("red", "✗")} ${path} is made by no environment any more`);
  if (stale.length > 0)
    say(
      `${count(stale.length, "generated file")} left over: run \`chartmodel render --prune\`, or remove the first line of what you keep`,
    );
  return stale.length;
}

/** Says where, not what: a file that was changed by hand may hold anything. */
function describeDrift(existing: string | undefined, expected: string): string {
  if (isHandWritten(existing, expected))
    return "was not generated by chartmodel: `chartmodel render --adopt` writes over it";
  if (existing === undefined) return "is not UTF-8";
  const expectedLines = expected.split("\n");
  const line = existing.split("\n").findIndex((text, index) => text !== expectedLines[index]);
  return `differs from line ${line === -1 ? expectedLines.length : line + 1}`;
}

async function checkManifests({ project, root }: CommandContext, evaluations: readonly Evaluation[]) {
  const { checkCharts } = await loadLint();
  const progress = showProgress();
  try {
    const { manifestSchemas: schemas } = project;
    return await checkCharts({
      charts: checkedCharts(project, evaluations).map((chart) => ({
        ...chart,
        path: relative(process.cwd(), resolve(root, chart.path)),
      })),
      onProgress: progress.update,
      ...(schemas && { schemas }),
    });
  } finally {
    progress.end();
  }
}

function checkedCharts(project: Project, evaluations: readonly Evaluation[]): CheckedChart[] {
  return Object.entries(project.charts).map(([key, { name, path, schema }]) => ({
    name,
    path,
    schema: { ...schema },
    environments: Object.fromEntries(
      evaluations.map((evaluation) => {
        const { name: release, namespace } = releaseOf(project, evaluation.environment, key);
        return [evaluation.name, { release, namespace, values: evaluation.values?.[key] }];
      }),
    ),
  }));
}

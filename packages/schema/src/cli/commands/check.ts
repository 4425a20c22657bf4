import { relative, resolve } from "node:path";
import type { CheckedChart } from "@chartmodel/lint";
import { evaluate } from "../../project/evaluate.ts";
import { releaseOf } from "../../project/release-of.ts";
import { renderProject } from "../../write/render-project.ts";
import { readIfExists } from "../../write/write-files.ts";
import { type Command, type CommandContext, exitCodes } from "../command.ts";
import { showProgress } from "../progress.ts";
import { reportWarnings } from "../report-issues.ts";
import { reportManifests } from "../report-manifests.ts";
import { count, say, style } from "../terminal.ts";

/** `chartmodel check`. */
export const check: Command = {
  summary: "report every issue of every environment and chart; write nothing",
  usage: `chartmodel check

Looks for: values that the model or a rule refuses, in any environment; generated files that are not what
\`chartmodel render\` would write; manifests that Kubernetes would refuse, unknown fields too; modelled values that
change no manifest; values that a template reads although the model does not have them.

The manifests need Helm 3.14 or newer, on PATH or named by HELM; without it they are left out, aloud.`,
  options: {},
  async run(context) {
    const drifted = findDrift(context);
    const { issues, notes } = await checkManifests(context);
    reportManifests(issues, notes);
    return drifted === 0 && issues.length === 0 ? exitCodes.fine : exitCodes.issues;
  },
};

/** Compares every generated file with what is there, and tells the differences. */
function findDrift({ project, root, options }: CommandContext): number {
  const drifted: string[] = [];
  let files = 0;
  renderProject(
    project,
    (path, content) => {
      files += 1;
      const existing = readIfExists(path);
      if (existing !== content) drifted.push(`${relative(root, path)} ${describeDrift(existing, content)}`);
    },
    {
      root,
      read: readIfExists,
      options,
      onEvaluation: (evaluation) => reportWarnings(evaluation, root),
    },
  );
  say(`${style("green", "✓")} ${count(project.environments.size, "environment")} without issues`);
  for (const drift of drifted) say(`${style("red", "✗")} ${drift}`);
  if (drifted.length > 0)
    say(`${drifted.length} of ${count(files, "file")} not up to date: run \`chartmodel render\``);
  else say(`${style("green", "✓")} ${count(files, "generated file")} up to date`);
  return drifted.length;
}

/** Says where, not what: a file that was changed by hand may hold anything. */
function describeDrift(existing: string | undefined, expected: string): string {
  if (existing === undefined) return "is missing";
  const expectedLines = expected.split("\n");
  const line = existing.split("\n").findIndex((text, index) => text !== expectedLines[index]);
  return `differs from line ${line === -1 ? expectedLines.length : line + 1}`;
}

async function checkManifests(context: CommandContext) {
  const { project, root } = context;
  // The checks of manifests load a YAML library and Kubernetes' schemas, which no other command needs.
  const { checkCharts } = await import("@chartmodel/lint");
  const progress = showProgress();
  try {
    const { manifestSchemas: schemas } = project;
    return await checkCharts({
      charts: checkedCharts(context).map((chart) => ({
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

function checkedCharts({ project, options }: CommandContext): CheckedChart[] {
  const evaluations = [...project.environments.keys()].map((name) => evaluate(project, name, options(name)));
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

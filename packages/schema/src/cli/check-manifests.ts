import { posix, relative, resolve } from "node:path";
import type { ChartReport, CheckedChart } from "@chartmodel/lint";
import type { Project } from "../project/define-project.ts";
import { type Evaluation, evaluate } from "../project/evaluate.ts";
import { ownValues } from "../project/own-values.ts";
import { releaseOf } from "../project/release-of.ts";
import { overOwn } from "../render/over-own.ts";
import type { CommandContext } from "./command.ts";
import type { Drift } from "./find-drift.ts";
import { loadLint } from "./load-lint.ts";

/**
 * Checks the charts of a project, as `chartmodel render` would leave them, with the values of its environments, as Helm is
 * given them, and the objects in its other files.
 *
 * @throws {UsageError} where the checks of charts are not installed.
 */
export async function checkManifests(
  { project, root, options }: Pick<CommandContext, "project" | "root" | "options">,
  { evaluations, files, unwritten }: Pick<Drift, "evaluations" | "files" | "unwritten">,
  onProgress: (text: string) => void,
  signal?: AbortSignal,
): Promise<ChartReport> {
  const { checkCharts } = await loadLint();
  const { manifestSchemas: schemas } = project;
  return checkCharts({
    charts: checkedCharts(project, evaluations, options).map((chart) => ({
      ...chart,
      path: relative(process.cwd(), resolve(root, chart.path)),
      newTexts: textsBelow(chart.path, unwritten),
    })),
    files,
    onProgress,
    signal,
    ...(schemas && { schemas }),
  });
}

/** The texts whose path is below a folder, by their path from there. */
function textsBelow(folder: string, texts: ReadonlyMap<string, string>): Map<string, string> {
  const entries = [...texts].map(([path, text]) => [posix.relative(folder, path), text] as const);
  return new Map(entries.filter(([path]) => path !== ".." && !path.startsWith("../")));
}

function checkedCharts(
  project: Project,
  evaluations: readonly Evaluation[],
  options: CommandContext["options"],
): CheckedChart[] {
  const own = ownValues(
    project,
    (name) =>
      evaluations.find((evaluation) => evaluation.name === name) ?? evaluate(project, name, options(name)),
  );
  return Object.entries(project.charts).map(([key, { name, path, schema }]) => ({
    name,
    path,
    schema: { ...schema },
    environments: Object.fromEntries(
      evaluations.map((evaluation) => {
        const { name: release, namespace } = releaseOf(project, evaluation.environment, key);
        return [
          evaluation.name,
          { release, namespace, values: overOwn(own?.[key], evaluation.values?.[key], schema) },
        ];
      }),
    ),
  }));
}

import { relative, resolve } from "node:path";
import type { ChartReport, CheckedChart } from "@chartmodel/lint";
import type { Project } from "../project/define-project.ts";
import type { Evaluation } from "../project/evaluate.ts";
import { releaseOf } from "../project/release-of.ts";
import { loadLint } from "./load-lint.ts";

/**
 * Checks the charts of a project with the values of its environments.
 *
 * @throws {UsageError} where the checks of charts are not installed.
 */
export async function checkManifests(
  project: Project,
  root: string,
  evaluations: readonly Evaluation[],
  onProgress: (text: string) => void,
): Promise<ChartReport> {
  const { checkCharts } = await loadLint();
  const { manifestSchemas: schemas } = project;
  return checkCharts({
    charts: checkedCharts(project, evaluations).map((chart) => ({
      ...chart,
      path: relative(process.cwd(), resolve(root, chart.path)),
    })),
    onProgress,
    ...(schemas && { schemas }),
  });
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

import type { Charts, ChartValues, Project } from "./define-project.ts";
import type { Evaluation } from "./evaluate.ts";

/**
 * The values that the charts' own `values.yaml` have, by chart; `undefined` where no output writes them, or their
 * environment has issues.
 *
 * @param evaluationOf - evaluates an environment.
 */
export function ownValues(
  project: Project,
  evaluationOf: (environment: string) => Evaluation,
): ChartValues<Charts> | undefined {
  const name = project.outputs.find(({ ownValuesOf }) => ownValuesOf !== undefined)?.ownValuesOf;
  if (name === undefined || !project.environments.has(name)) return undefined;
  return evaluationOf(name).values;
}

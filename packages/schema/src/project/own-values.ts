import type { Charts, ChartValues, Project } from "./define-project.ts";
import { type EvaluateOptions, evaluate } from "./evaluate.ts";

/**
 * The values that the charts' own `values.yaml` have, by chart; `undefined` where no output writes them, or their
 * environment has issues.
 *
 * @param options - layers of an environment beside its own.
 */
export function ownValues(
  project: Project,
  options?: (environment: string) => EvaluateOptions,
): ChartValues<Charts> | undefined {
  const name = project.outputs.find(({ ownValuesOf }) => ownValuesOf !== undefined)?.ownValuesOf;
  if (name === undefined || !project.environments.has(name)) return undefined;
  return evaluate(project, name, options?.(name)).values;
}

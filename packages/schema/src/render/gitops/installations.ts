import type { Release } from "../../project/define-project.ts";
import type { ProjectView } from "../../project/output.ts";
import { releaseOf } from "../../project/release-of.ts";
import { fillPath, valuesPathOf } from "../../project/values-path.ts";
import { UsageError } from "../../usage-error.ts";

/** Which environments a GitOps tool deploys, and from where. */
export interface GitOpsOptions {
  /** File to write. */
  readonly path: string;
  /** Environments that the tool deploys. @default all of them */
  readonly environments?: readonly string[];
  /** Path of the values files. @default that of the project's own output `valuesFiles` */
  readonly values?: string;
}

/** One chart in one environment. */
export interface Installation {
  readonly environment: string;
  readonly chart: { readonly name: string; readonly path: string };
  readonly release: Release;
  /** The values file, from the repository's root. */
  readonly values: string;
}

/** Every chart in every environment that is deployed. */
export function installations(
  view: ProjectView,
  names: readonly string[] | undefined,
  given: string | undefined,
): Installation[] {
  const values = given ?? valuesPathOf(view.project);
  if (values === undefined)
    throw new UsageError(
      "there are no values files to point at: add valuesFiles() to the outputs, or name `values`",
    );
  const evaluations = names ? names.map((name) => view.environment(name)) : view.environments;
  return evaluations.flatMap(({ name, environment }) =>
    Object.entries(view.project.charts).map(([key, chart]) => ({
      environment: name,
      chart,
      release: releaseOf(view.project, environment, key),
      values: fillPath(values, { environment: name, chart: chart.name }),
    })),
  );
}

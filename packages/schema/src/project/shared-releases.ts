import type { EnvironmentIssue } from "../values-error.ts";
import type { Charts, Project } from "./define-project.ts";
import type { Evaluation } from "./evaluate.ts";
import { releaseOf } from "./release-of.ts";

/**
 * Releases that are installed twice: under one name in one namespace of one cluster, where each takes the place of the
 * other. Which cluster that is of an environment without a context is not known, and it is compared with no other's.
 */
export function sharedReleases(project: Project, evaluations: readonly Evaluation[]): EnvironmentIssue[] {
  const first = new Map<string, string>();
  return evaluations.flatMap(({ name: environment, environment: value }) =>
    Object.entries(project.charts).flatMap(([key, { name: chart }]) => {
      const { name, namespace, context } = releaseOf(project, value, key as keyof Charts & string);
      const place = JSON.stringify([context === undefined ? { environment } : context, namespace, name]);
      const who = `${chart} of ${environment}`;
      const other = first.get(place);
      if (other === undefined) {
        first.set(place, who);
        return [];
      }
      const where = `namespace ${namespace}${context === undefined ? "" : ` of the context ${context}`}`;
      const message = `the release ${name} in the ${where} is that of ${other} too, and each takes the other's place: give one of them another name, namespace or context`;
      const expected = "a release of its own";
      return [{ path: "", code: "release-shared", expected, received: name, message, environment, chart }];
    }),
  );
}

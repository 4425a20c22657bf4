import type { Charts, Environment, Project, Release } from "./define-project.ts";

/** How a chart is installed in an environment: as the project says, else under its own name in `default`. */
export function releaseOf(project: Project, environment: Environment, key: keyof Charts & string): Release {
  return (
    project.releases?.(environment)[key] ?? { name: project.charts[key]?.name ?? key, namespace: "default" }
  );
}

import type { Output } from "../project/output.ts";
import { fillPath } from "../project/values-path.ts";
import { valuesYaml } from "./values-yaml.ts";

/**
 * A values file for every environment and chart.
 *
 * @param options.path - where, `{environment}` and `{chart}` standing for the names.
 *   @default `environments/{environment}/{chart}.values.yaml`
 */
export function valuesFiles({ path = "environments/{environment}/{chart}.values.yaml" } = {}): Output {
  return {
    valuesPath: path,
    places: () => [fillPath(path, { environment: "*", chart: "*" })],
    *environmentFiles({ name, values }, project) {
      for (const key in project.charts) {
        const chart = project.charts[key];
        if (!chart) continue;
        const file = fillPath(path, { environment: name, chart: chart.name });
        yield {
          path: file,
          content: valuesYaml(chart, name, values[key], { path: file, project: project.name }),
        };
      }
    },
  };
}

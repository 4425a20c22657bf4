import type { Output } from "../project/output.ts";
import { fillPath } from "../project/values-path.ts";
import { valuesYaml } from "./values-yaml.ts";

/**
 * A values file for every environment and chart. A key that the chart's own `values.yaml` has by `chartFiles`, and the
 * environment has not, is `null` in it: Helm would lay the environment's values over it, and the chart get both.
 */
export function valuesFiles({
  path = "environments/{environment}/{chart}.values.yaml",
}: {
  /** Where, `{environment}` and `{chart}` standing for the names. @default `environments/{environment}/{chart}.values.yaml` */
  path?: string;
} = {}): Output {
  return {
    valuesPath: path,
    places: () => [fillPath(path, { environment: "*", chart: "*" })],
    *environmentFiles({ name, values }, project, own) {
      for (const key in project.charts) {
        const chart = project.charts[key];
        if (!chart) continue;
        const file = fillPath(path, { environment: name, chart: chart.name });
        yield {
          path: file,
          content: valuesYaml(chart, name, values[key], {
            path: file,
            project: project.name,
            own: own?.[key],
          }),
        };
      }
    },
  };
}

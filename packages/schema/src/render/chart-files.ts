import { posix } from "node:path";
import type { Model } from "../model/create-model.ts";
import type { Charts } from "../project/define-project.ts";
import type { Output } from "../project/output.ts";
import { replaceRegion } from "./replace-region.ts";
import { schemaJson } from "./schema-json.ts";
import { valuesTable } from "./values-table.ts";
import { valuesYaml } from "./values-yaml.ts";

/**
 * In every chart's folder: `values.yaml` with the values of one environment, `values.schema.json`, and the table of
 * values in `README.md`, between the lines `<!-- values:start -->` and `<!-- values:end -->`.
 */
export function chartFiles<const Name extends string>({
  environment,
}: {
  /** The environment that a plain `helm install` gets. */
  environment: Name;
}): Output<Model, Charts, Name> {
  return {
    ownValuesOf: environment,
    places: ({ charts }) =>
      Object.values(charts).flatMap(({ path }) =>
        ["values.yaml", "values.schema.json"].map((file) => posix.join(posix.dirname(path), "*", file)),
      ),
    *projectFiles(view) {
      const { values } = view.environment(environment);
      const { name: project, charts } = view.project;
      for (const [key, chart] of Object.entries(charts)) {
        const path = `${chart.path}/values.yaml`;
        yield { path, content: valuesYaml(chart, environment, values[key], { path, project }) };
        yield {
          path: `${chart.path}/values.schema.json`,
          content: schemaJson(chart.name, chart.schema, project),
        };
        const readme = `${chart.path}/README.md`;
        yield {
          path: readme,
          content: (existing) =>
            replaceRegion(existing ?? `# ${chart.name}\n`, "values", valuesTable(chart.schema), readme),
        };
      }
    },
  };
}

import { evaluate, validOrThrow } from "../../project/evaluate.ts";
import { ownValues } from "../../project/own-values.ts";
import { overOwn } from "../../render/over-own.ts";
import { valuesYaml } from "../../render/values-yaml.ts";
import { type Command, exitCodes } from "../command.ts";
import { environmentName, findChart } from "../find-chart.ts";
import { extraLayers } from "../layers.ts";
import { print } from "../print.ts";
import { reportWarnings } from "../report-issues.ts";

/** `chartmodel values`. */
export const values: Command = {
  summary: "print a chart's values for an environment",
  usage: `chartmodel values --env ENVIRONMENT --chart CHART [--json]

  --env ENVIRONMENT  one of the project's environments
  --chart CHART      a chart's name, or its key in the configuration
  --json             JSON instead of YAML`,
  options: { env: { type: "string" }, chart: { type: "string" }, json: { type: "boolean" } },
  run({ project, root, options }, given) {
    const environment = environmentName(project, given);
    const [key, chart] = findChart(project, given["chart"] as string | undefined);
    const evaluation = evaluate(project, environment, options(environment));
    reportWarnings(evaluation, root);
    // What this command lays over the environment is not in the chart's own file.
    const own = ownValues(project, (name) =>
      name === environment && !given["overlay"] && !given["set"]
        ? evaluation
        : evaluate(project, name, extraLayers(project, root, { overlays: [], assignments: [] })(name)),
    )?.[key];
    const result = validOrThrow(evaluation).values[key];
    const text = given["json"]
      ? `${JSON.stringify(overOwn(own, result, chart.schema), null, 2)}\n`
      : valuesYaml(chart, environment, result, {
          path: `${chart.path}/values.yaml`,
          project: project.name,
          own,
        });
    print(text);
    return exitCodes.fine;
  },
};

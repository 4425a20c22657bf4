import { schemaJson } from "../../render/schema-json.ts";
import { type Command, exitCodes } from "../command.ts";
import { findChart } from "../find-chart.ts";
import { print } from "../print.ts";

/** `chartmodel schema`. */
export const schema: Command = {
  summary: "print a chart's values.schema.json",
  usage: `chartmodel schema --chart CHART

  --chart CHART      a chart's name, or its key in the configuration`,
  options: { chart: { type: "string" } },
  run({ project }, given) {
    const [, chart] = findChart(project, given["chart"] as string | undefined);
    print(schemaJson(chart.name, chart.schema, project.name));
    return exitCodes.fine;
  },
};

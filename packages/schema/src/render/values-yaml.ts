import type { Chart } from "../model/define-chart.ts";
import { generatedNotice } from "./generated-notice.ts";
import { overOwn } from "./over-own.ts";
import { relativePath } from "./relative-path.ts";
import { yamlRenderer } from "./yaml.ts";

/**
 * A chart's values file, with the line by which editors find its schema; without, where nulls are in it: the schema is of
 * what Helm makes of them.
 *
 * @param at.path - where the file is, from the project's folder.
 * @param at.project - the project's name.
 * @param at.own - what the chart's `values.yaml` has: see {@link overOwn}.
 */
export function valuesYaml(
  chart: Chart,
  environment: string,
  values: unknown,
  { path, project, own }: { path: string; project: string; own?: unknown },
): string {
  const laid = overOwn(own, values, chart.schema);
  const head =
    laid === values
      ? `yaml-language-server: $schema=${relativePath(path, `${chart.path}/values.schema.json`)}`
      : "A null takes away what only the chart's own values.yaml has.";
  const notice = generatedNotice([project, `environment ${JSON.stringify(environment)}`]);
  return `# ${notice}\n# ${head}\n\n${yamlRenderer(chart.schema)(laid)}`;
}

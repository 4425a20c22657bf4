import type { Chart } from "../model/define-chart.ts";
import { generatedNotice } from "./generated-notice.ts";
import { relativePath } from "./relative-path.ts";
import { yamlRenderer } from "./yaml.ts";

/**
 * A chart's values file, with the line by which editors find its schema.
 *
 * @param at.path - where the file is, from the project's folder.
 * @param at.project - the project's name.
 */
export function valuesYaml(
  chart: Chart,
  environment: string,
  values: unknown,
  { path, project }: { path: string; project: string },
): string {
  const schema = relativePath(path, `${chart.path}/values.schema.json`);
  const notice = generatedNotice([project, `environment ${JSON.stringify(environment)}`]);
  return `# ${notice}\n# yaml-language-server: $schema=${schema}\n\n${yamlRenderer(chart.schema)(values)}`;
}

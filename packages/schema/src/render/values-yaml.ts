import type { Chart } from "../model/define-chart.ts";
import { generatedNotice } from "./generated-notice.ts";
import { relativePath } from "./relative-path.ts";
import { yamlRenderer } from "./yaml.ts";

/** A chart's values file, with the line by which editors find its schema. */
export function valuesYaml(chart: Chart, environment: string, values: unknown, path: string): string {
  const schema = relativePath(path, `${chart.path}/values.schema.json`);
  const notice = generatedNotice(`the environment ${JSON.stringify(environment)}`);
  return `# ${notice}\n# yaml-language-server: $schema=${schema}\n\n${yamlRenderer(chart.schema)(values)}`;
}

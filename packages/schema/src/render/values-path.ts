/** Where an environment's values of a chart are written unless the project says otherwise. */
export const defaultValuesPath = "environments/{environment}/{chart}.values.yaml";

/** Puts the names into a path with `{environment}` and `{chart}`. */
export function valuesPath(pattern: string, environment: string, chart: string): string {
  return pattern.replaceAll("{environment}", environment).replaceAll("{chart}", chart);
}

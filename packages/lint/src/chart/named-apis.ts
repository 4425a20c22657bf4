import { textOf } from "./chart-files.ts";
import { type Chart, withSubcharts } from "./read-chart.ts";

/** The APIs that templates ask the cluster for, by name. */
export function namedApis(chart: Chart): string[] {
  const apis = withSubcharts(chart).flatMap(({ files }) =>
    [...files.keys()]
      .filter((file) => file.startsWith("templates/"))
      .flatMap((file) =>
        [...(textOf(files, file) ?? "").matchAll(/APIVersions\.Has\s+\(?"([^"]+)"/g)].map(
          ([, api = ""]) => api,
        ),
      ),
  );
  return [...new Set(apis)].sort();
}

/** The arguments of `helm template` for a cluster that has these APIs. */
export function apiArguments(apis: readonly string[]): string[] {
  return apis.flatMap((api) => ["--api-versions", api]);
}

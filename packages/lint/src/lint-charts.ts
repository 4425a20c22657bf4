import { availableParallelism } from "node:os";
import { ChartError } from "./chart/chart-error.ts";
import { type LintReport, lintChart } from "./lint-chart.ts";
import type { LintOptions } from "./lint-options.ts";

/** What came of one of many charts: what was found, or why it could not be read. */
export type ChartResult = LintReport | { readonly path: string; readonly error: string };

/** Lints many charts side by side; one that cannot be read does not keep the others from it. In the order of the paths. */
export async function lintCharts(
  paths: readonly string[],
  options: LintOptions = {},
): Promise<ChartResult[]> {
  const results: ChartResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < paths.length; at = next++) {
      const path = paths[at] as string;
      try {
        results[at] = await lintChart(path, options);
      } catch (error) {
        if (!(error instanceof ChartError)) throw error;
        results[at] = { path, error: error.message };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), paths.length) }, work));
  return results;
}

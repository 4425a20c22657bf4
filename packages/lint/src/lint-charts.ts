import { availableParallelism } from "node:os";
import { ChartError } from "./chart/chart-error.ts";
import { createLimit } from "./limit.ts";
import { lintChart } from "./lint-chart.ts";
import type { LintOptions } from "./lint-options.ts";
import type { LintReport } from "./lint-report.ts";

/** What came of one of many charts: what was found, or why it could not be read. */
export type ChartResult = LintReport | { readonly path: string; readonly error: string };

/** @throws an error that does not come of what the chart is. */
function reasonOf(error: unknown, path: string): string {
  if (error instanceof ChartError) return error.message;
  if (error instanceof RangeError && error.message === "Maximum call stack size exceeded")
    return `${path}: something in the chart is nested too deeply to be read: take levels away`;
  throw error;
}

/** Lints many charts side by side; one that cannot be read does not keep the others from it. In the order of the paths. */
export async function lintCharts(
  paths: readonly string[],
  options: LintOptions = {},
): Promise<ChartResult[]> {
  const limit = createLimit(availableParallelism());
  const resultOf = async (path: string): Promise<ChartResult> => {
    try {
      return await lintChart(path, options);
    } catch (error) {
      return { path, error: reasonOf(error, path) };
    }
  };
  return await Promise.all(paths.map((path) => limit(() => resultOf(path))));
}

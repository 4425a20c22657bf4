import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readValuesDocument } from "./values-document.ts";

/** One of the values files that a chart is tested with. */
export interface CiValues {
  /** From the chart's folder. */
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The values that a chart is tested with, where chart-testing looks for them: `ci/*-values.yaml`. */
export function ciValues(path: string): CiValues[] {
  const folder = join(path, "ci");
  if (!statSync(path).isDirectory() || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith("-values.yaml"))
    .sort()
    .map((file) => {
      const shownAs = join(folder, file);
      return {
        file: `ci/${file}`,
        values: readValuesDocument(readFileSync(shownAs, "utf8"), shownAs).values,
      };
    });
}

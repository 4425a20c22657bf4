import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One of the values files that a chart is tested with. */
export interface CiValues {
  /** From the chart's folder. */
  readonly file: string;
  /** For Helm to read: what it makes of several documents depends on its version. */
  readonly text: string;
}

/** The values that a chart is tested with, where chart-testing looks for them: `ci/*-values.yaml`. */
export function ciValues(path: string): CiValues[] {
  const folder = join(path, "ci");
  if (!statSync(path).isDirectory() || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith("-values.yaml"))
    .sort()
    .map((file) => ({ file: `ci/${file}`, text: readFileSync(join(folder, file), "utf8") }));
}

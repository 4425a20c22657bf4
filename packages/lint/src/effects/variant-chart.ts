import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChartFiles } from "../chart/chart-files.ts";
import { writeChartFiles } from "../chart/write-chart-files.ts";
import { temporaryFolder } from "../helm/temporary-folder.ts";

/** How many variants one run of Helm renders. */
export const slotCount = 48;

/**
 * A chart in a temporary folder that has another one many times as a subchart, each time under another alias, so that
 * one process renders many variants of its values.
 */
export interface VariantChart {
  readonly path: string;
  /**
   * Twice `slotCount` aliases, the second half for a second look; all of one length, that of the chart's own name where
   * it is long enough.
   */
  readonly aliases: readonly string[];
  /** Values of the whole for these values of the subcharts; the other subcharts are off. */
  valuesFor(variants: ReadonlyMap<string, unknown>): object;
  remove(): void;
}

/** Files that are left out: a variant may break a rule of the schema, and notes are no manifest. */
const unneeded = /(?:^|\/)(?:values\.schema\.json|NOTES\.txt)$/;

/** Writes the files of a chart of this name into a new variant chart. */
export function makeVariantChart(files: ChartFiles, name: string): VariantChart {
  const { path, remove } = temporaryFolder();
  const aliases = Array.from(
    { length: 2 * slotCount },
    (_, slot) => `v${String(slot).padStart(Math.max(name.length - 1, 3), "0")}`,
  );
  writeChartFiles(new Map([...files].filter(([file]) => !unneeded.test(file))), join(path, "charts", name));
  const dependencies = aliases.map((alias) => ({
    name,
    version: ">=0.0.0-0",
    repository: "",
    alias,
    condition: `variants.${alias}`,
  }));
  writeFileSync(
    join(path, "Chart.yaml"),
    JSON.stringify({ apiVersion: "v2", name: "variants", version: "0.0.0", dependencies }),
  );
  return {
    path,
    aliases,
    valuesFor: (variants) => ({
      variants: Object.fromEntries(aliases.map((alias) => [alias, variants.has(alias)])),
      ...Object.fromEntries(variants),
    }),
    remove,
  };
}

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChartFiles } from "./chart-files.ts";

/** Writes a chart's files into a folder. */
export function writeChartFiles(files: ChartFiles, folder: string): void {
  for (const [file, content] of files) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}

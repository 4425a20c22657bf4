import { ChartError } from "./chart-error.ts";

/** @throws {ChartError} for YAML in which an alias stands inside of what it repeats: Helm cannot read it either. */
export function refuseCycle(content: unknown, shownAs: string): void {
  try {
    JSON.stringify(content);
  } catch {
    throw new ChartError(`${shownAs}: an alias stands inside of what it repeats: write its value out`);
  }
}

import { UsageError } from "../usage-error.ts";

/** @throws {UsageError} naming each name that is there more than once. */
export function refuseRepeated(kind: string, names: readonly string[]): void {
  const seen = new Set<string>();
  const repeated = new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
  if (repeated.size > 0) throw new UsageError(`more than one ${kind} is called ${[...repeated].join(", ")}`);
}

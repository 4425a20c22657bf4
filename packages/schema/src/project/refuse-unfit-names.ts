import { UsageError } from "../usage-error.ts";

/** Fit for a path, a comment, an argument and a label. */
const fit = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * Names of environments and charts become parts of paths.
 *
 * @throws {UsageError} with all names that cannot.
 */
export function refuseUnfitNames(kind: string, names: readonly unknown[]): void {
  const unfit = names.filter((name) => typeof name !== "string" || !fit.test(name));
  if (unfit.length === 0) return;
  const list = unfit.map((name) => JSON.stringify(name) ?? typeof name).join(", ");
  throw new UsageError(
    `the name of ${kind === "environment" ? "an" : "a"} ${kind} becomes a part of paths: expected at most 63 letters and digits, with ".", "_" and "-" between them, but found ${list}`,
  );
}

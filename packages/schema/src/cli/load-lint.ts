import { UsageError } from "../usage-error.ts";

type Lint = typeof import("@chartmodel/lint");

/**
 * The checks of charts, a package of its own: it loads a YAML library and Kubernetes' schemas, which most commands do not need.
 *
 * @throws {UsageError} where it is not installed.
 */
export async function loadLint(): Promise<Lint> {
  const lint = await tryLint();
  if (lint) return lint;
  throw new UsageError("this needs the package @chartmodel/lint: npm install --save-dev @chartmodel/lint");
}

/** The same for what can be told in part without them: `undefined` where they are not installed. */
export async function tryLint(): Promise<Lint | undefined> {
  try {
    return await import("@chartmodel/lint");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return undefined;
  }
}

import { UsageError } from "../usage-error.ts";

/**
 * The checks of charts, a package of its own: it loads a YAML library and Kubernetes' schemas, which most commands do not need.
 *
 * @throws {UsageError} where it is not installed.
 */
export async function loadLint(): Promise<typeof import("@chartmodel/lint")> {
  try {
    return await import("@chartmodel/lint");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new UsageError("this needs the package @chartmodel/lint: npm install --save-dev @chartmodel/lint");
  }
}

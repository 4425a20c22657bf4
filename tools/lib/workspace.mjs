import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, from which the plan's paths count. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

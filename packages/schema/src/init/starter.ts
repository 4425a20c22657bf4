import { existsSync } from "node:fs";
import { join } from "node:path";

/** How a project of ours tells TypeScript to check it. */
export const typeSettings = "tsconfig.json";

/** The folder of what a new project begins with: beside the sources, and beside what is built of them. */
export function starterFolder(): string {
  const own = import.meta.dirname;
  return [join(own, "../starter"), join(own, "../../starter")].find((folder) => existsSync(folder)) as string;
}

import { join } from "node:path";

/** The package under test. */
export const packageFolder = join(import.meta.dirname, "../..");

/** The program as it is installed. */
export const program = join(packageFolder, "bin/chartmodel.cjs");

export const fixtures = join(import.meta.dirname, "../fixtures");

export const workspace = join(packageFolder, "../..");

/** Writes the pages that are generated: `npm run docs`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { codesPage } from "./codes-page.mjs";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, "docs/codes.md"), codesPage());

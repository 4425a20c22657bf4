/** Writes the pages that are generated: node site/build.mjs --pages */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { codesPage } from "./codes-page.mjs";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, "docs/codes.md"), codesPage());

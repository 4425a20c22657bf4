/** Puts the repository's licence into the package that is being packed: node ../../tools/license.mjs */
import { copyFileSync } from "node:fs";

copyFileSync(new URL("../LICENSE", import.meta.url), "LICENSE");

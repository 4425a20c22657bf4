/**
 * `npm run docs`: writes the pages that are generated, and makes the site of all pages in site/dist. With `--pages` it writes the
 * pages only.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../tools/lib/run.mjs";
import { isUpToDate, runStep } from "../tools/lib/steps.mjs";
import { root } from "../tools/lib/workspace.mjs";
import { codesPage } from "./codes-page.mjs";
import { copyPages } from "./pages.mjs";

const site = import.meta.dirname;
const packages = {
  name: "site-packages",
  title: "The site's packages",
  command: ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
  cwd: "site",
  inputs: ["site/package-lock.json"],
  output: "site/node_modules",
};

writeFileSync(join(root, "docs/codes.md"), codesPage());
if (!process.argv.includes("--pages")) {
  const stateDir = join(site, "node_modules/.cache");
  if (!isUpToDate(root, stateDir, packages)) await runStep(root, stateDir, packages);
  copyPages();
  for (const [program, ...args] of [["typedoc"], ["vitepress", "build"]])
    run(join(site, "node_modules/.bin", program), args, { cwd: site });
  console.log("The site is in site/dist.");
}

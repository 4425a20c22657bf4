import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import { root } from "../tools/lib/workspace.mjs";

/** Copies of the pages, each where it is in the repository, and `api/`: VitePress compiles only what stands in its own package. */
export const pagesFolder = join(import.meta.dirname, "pages");

const api = "api/README.md";
const docs = (...names) => names.map((name) => `docs/${name}.md`);
const readmes = (...names) => names.map((name) => `packages/${name}/README.md`);

/** The parts of the site, and their pages from the root of the repository; a page that no part names stands in the last. */
const parts = [
  { title: "Begin", pages: docs("index", "tutorial", "recipes") },
  { title: "Packages", pages: readmes("schema", "lint", "mcp", "jsonnet") },
  { title: "Reference", pages: [...docs("codes"), api] },
  { title: "Figures", pages: docs("performance", "reliability", "other-charts") },
];

const named = new Set(parts.flatMap(({ pages }) => pages));
const others = readdirSync(join(root, "docs"))
  .filter((file) => file.endsWith(".md"))
  .map((file) => `docs/${file}`)
  .filter((page) => !named.has(page));
const sources = [...[...named].filter((page) => page !== api), ...others, ...readmes("config")];

export function copyPages() {
  // What is no longer a page, or no longer exported, would stay.
  rmSync(pagesFolder, { recursive: true, force: true });
  for (const page of sources) cpSync(join(root, page), join(pagesFolder, page));
  cpSync(join(root, "docs/images"), join(pagesFolder, "docs/images"), { recursive: true });
}

/** Where a page is on the site. */
export function addressOf(page) {
  return page
    .replace(/^docs\//, "")
    .replace(/^(packages\/[^/]+)\/README\.md$/, "$1.md")
    .replace(api, "api/index.md");
}

/**
 * A link of a page, as the site has it.
 *
 * @returns undefined where it leads to a file of the repository that is no page.
 */
export function siteLink(page, link) {
  const [target, anchor] = link.split("#");
  if (target === "") return link;
  const path = posix.join(posix.dirname(page), target);
  const file = [path, posix.join(path, "README.md")].find(
    (name) => sources.includes(name) || /^api\/.*\.md$/.test(name),
  );
  return file && `/${addressOf(file)}${anchor === undefined ? "" : `#${anchor}`}`;
}

/** The parts, each page by its first heading. */
export function sidebar() {
  return [...parts, { title: "The todo stack", pages: [...readmes("config"), ...others] }].map(
    ({ title, pages }) => ({
      text: title,
      items: pages.map((page) => ({ text: headingOf(page), link: `/${addressOf(page)}` })),
    }),
  );
}

function headingOf(page) {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(join(pagesFolder, page), "utf8")) ?? [];
  if (heading === undefined)
    throw new Error(`${page} has no heading of the first level: begin it with "# …"`);
  return heading;
}

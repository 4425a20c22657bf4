import { slug } from "github-slugger";
import { defineConfig } from "vitepress";
import { diagrams } from "../diagrams.mjs";
import { links } from "../links.mjs";
import { literalCode } from "../literal-code.mjs";
import { noScriptStyle } from "../no-script-style.mjs";
import { addressOf, sidebar } from "../pages.mjs";

export default defineConfig({
  title: "chartmodel",
  description: "The values of a Helm chart, written once as a typed model",
  lang: "en",
  head: [["noscript", {}, `<style>${noScriptStyle()}</style>`]],
  srcDir: "pages",
  rewrites: addressOf,
  outDir: "dist",
  cacheDir: "node_modules/.cache/vitepress",
  ignoreDeadLinks: "localhostLinks",
  markdown: {
    // As GitHub makes them, so that a link to a heading works in both places.
    anchor: { slugify: slug },
    config: (markdown) => {
      markdown.use(links);
      markdown.use(diagrams);
      markdown.use(literalCode);
    },
    languageAlias: { helm: "yaml" },
  },
  themeConfig: {
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: "local" },
  },
});

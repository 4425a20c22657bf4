import { relative } from "node:path";
import { pagesFolder, siteLink } from "./pages.mjs";

/**
 * For markdown-it: links between pages become addresses of the site. What leads to another file of the repository becomes its name
 * alone, since the site does not have it.
 */
export function links(markdown) {
  markdown.core.ruler.push("links", ({ tokens, env }) => {
    const page = relative(pagesFolder, env.realPath ?? env.path);
    for (const token of tokens) {
      if (token.children !== null) rewrite(token.children, page);
      // Vite takes a path without a dot for a package.
      if (token.type === "html_block")
        token.content = token.content.replace(/(src|srcset)="(?![./]|[a-z]+:)/g, '$1="./');
    }
  });
}

function rewrite(tokens, page) {
  let isPlain = false;
  for (const token of tokens) {
    if (token.type === "link_open") {
      const href = token.attrGet("href");
      const link = /^[a-z]+:/.test(href) ? href : siteLink(page, href);
      isPlain = link === undefined;
      if (isPlain) Object.assign(token, { tag: "span", attrs: null });
      else token.attrSet("href", link);
    } else if (token.type === "link_close" && isPlain) token.tag = "span";
  }
}

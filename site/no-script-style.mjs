import { readFileSync } from "node:fs";
import { join } from "node:path";

const variables = join(
  import.meta.dirname,
  "node_modules/vitepress/dist/client/theme-default/styles/vars.css",
);

/** What VitePress does by a script, for browsers that run none: the list of pages on a phone, and the dark. */
export function noScriptStyle() {
  const dark = [...readFileSync(variables, "utf8").matchAll(/^\.dark (\{[^}]*\})/gm)].map(
    ([, block]) => `:root ${block}`,
  );
  if (dark.length === 0)
    throw new Error(`${variables} has no colors for .dark any more: look at what VitePress changed`);
  return `
.VPLocalNav, .VPNavBarHamburger, .VPNavBarSearch, .VPSwitchAppearance { display: none !important; }
@media (max-width: 959px) {
  .VPSidebar {
    position: static !important; order: 1; width: auto !important; max-width: none !important;
    transform: none !important; opacity: 1 !important; visibility: visible !important; box-shadow: none !important;
  }
}
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; }
  ${dark.join("\n")}
  .vp-code span { color: var(--shiki-dark, inherit) !important; }
}`;
}

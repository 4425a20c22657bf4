import { renderMermaidSVG } from "beautiful-mermaid";

const options = { bg: "var(--vp-c-bg)", fg: "var(--vp-c-text-1)", transparent: true, padding: 8 };

/** For markdown-it: a fence of Mermaid becomes a picture as the page is built, for readers without JavaScript too. */
export function diagrams(markdown) {
  const fence = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, ...rest) => {
    const { info, content } = tokens[index];
    if (info.trim() !== "mermaid") return fence(tokens, index, ...rest);
    // A reader's browser asks no other host, and the page's font is there.
    const svg = renderMermaidSVG(content, options).replace(/@import url\([^)]*\);/, "");
    const [, width] = /width="([\d.]+)"/.exec(svg);
    // As a text: Vue drops the style of a picture that stands in its template.
    return `<div class="diagram" style="--width: ${width}px" tabindex="0" v-html="${markdown.utils.escapeHtml(JSON.stringify(svg))}"></div>`;
  };
}

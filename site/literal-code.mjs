/** Characters of a word of code that a phone has room for: it is not broken at its hyphens. */
const longest = 24;

/** For markdown-it: `{{` in code is Helm's, not Vue's (VitePress says so of fences by itself), and `--env` is one word. */
export function literalCode(markdown) {
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.code_inline = (tokens, index) => {
    const words = tokens[index].content
      .split(" ")
      .map((word) =>
        word.length > longest ? escapeHtml(word) : `<span class="word">${escapeHtml(word)}</span>`,
      );
    return `<code v-pre>${words.join(" ")}</code>`;
  };
}

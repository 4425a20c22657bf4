/** For markdown-it: `{{` in code is Helm's, not Vue's. VitePress says so of fences by itself. */
export function literalCode(markdown) {
  const code = markdown.renderer.rules.code_inline;
  markdown.renderer.rules.code_inline = (tokens, index, ...rest) => {
    tokens[index].attrSet("v-pre", "");
    return code(tokens, index, ...rest);
  };
}

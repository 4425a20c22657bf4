/** What some reader of YAML or Markdown takes for the end of a line. */
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Characters that YAML does not allow anywhere, and halves of characters. */
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as it can stand in a comment or a document: every line break as `\n`, what cannot be written as `\u0000`. */
export function printable(text: string): string {
  return text.replace(lineBreaks, "\n").replace(unprintable, escaped);
}

/** A character as `\u0000`. */
export const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

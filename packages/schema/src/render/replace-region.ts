/**
 * Puts generated text between `<!-- name:start -->` and `<!-- name:end -->`, and leaves the rest as it is. Without
 * such lines the region is added at the end.
 */
export function replaceRegion(document: string, name: string, text: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const region = `${start}\n\n${text}\n\n${end}`;
  const from = document.indexOf(start);
  const to = document.indexOf(end, from);
  if (from === -1 || to === -1) return `${document.trimEnd()}\n\n${region}\n`;
  return document.slice(0, from) + region + document.slice(to + end.length);
}

import { UsageError } from "../usage-error.ts";

/**
 * Puts generated text between `<!-- name:start -->` and `<!-- name:end -->`, and leaves the rest as it is. Without
 * such lines the region is added at the end. No comment begins in the text, so nothing in it ends the region.
 *
 * @param path - the document's, for the message.
 * @throws {UsageError} where the two lines are not there once each, in this order: what is between is unclear then.
 */
export function replaceRegion(document: string, name: string, text: string, path: string): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const newLine = document.includes("\r\n") ? "\r\n" : "\n";
  const region = [start, "", text.replaceAll("<!--", "&lt;!--"), "", end]
    .join("\n")
    .replaceAll(/\r?\n/g, newLine);
  const [before = "", inside, ...others] = document.split(start);
  const [ownEnds, after] = [document.split(end).length - 1, inside?.split(end)[1]];
  if (inside === undefined && ownEnds === 0)
    return `${document.trimEnd()}${newLine.repeat(2)}${region}${newLine}`;
  if (after === undefined || others.length > 0 || ownEnds !== 1)
    throw new UsageError(
      `${path}: expected the lines \`${start}\` and \`${end}\` once each, in this order, or neither: remove what is too much`,
    );
  return before + region + after;
}

import { readFileSync, writeFileSync } from "node:fs";

/**
 * Puts what was measured between a page's two lines for it, which have the region's name.
 *
 * @throws where they are not there once each
 */
export function writeMeasured(page, text, region = "measured") {
  const [start, end] = [`<!-- ${region}:start -->`, `<!-- ${region}:end -->`];
  const [before, inside, ...others] = readFileSync(page, "utf8").split(start);
  const [, after, ...more] = inside?.split(end) ?? [];
  if (after === undefined || others.length + more.length > 0)
    throw new Error(`${page}: expected \`${start}\` and \`${end}\` once each, in this order`);
  writeFileSync(page, `${before}${start}\n\n${text}\n\n${end}${after}`);
}

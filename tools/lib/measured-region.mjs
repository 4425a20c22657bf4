import { readFileSync, writeFileSync } from "node:fs";

const [start, end] = ["<!-- measured:start -->", "<!-- measured:end -->"];

/** Puts what was measured between a page's two lines for it. @throws where they are not there once each. */
export function writeMeasured(page, text) {
  const [before, inside, ...others] = readFileSync(page, "utf8").split(start);
  const [, after, ...more] = inside?.split(end) ?? [];
  if (after === undefined || others.length + more.length > 0)
    throw new Error(`${page}: expected \`${start}\` and \`${end}\` once each, in this order`);
  writeFileSync(page, `${before}${start}\n\n${text}\n\n${end}${after}`);
}

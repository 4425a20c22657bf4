const [start, end] = ["<!-- measured:start -->", "<!-- measured:end -->"];

/** Puts text between the page's two lines. @throws where they are not there once each. */
export function replaceRegion(page, text) {
  const [before, inside, ...others] = page.split(start);
  const [, after, ...more] = inside?.split(end) ?? [];
  if (after === undefined || others.length + more.length > 0)
    throw new Error(`docs/performance.md: expected \`${start}\` and \`${end}\` once each, in this order`);
  return `${before}${start}\n\n${text}\n\n${end}${after}`;
}

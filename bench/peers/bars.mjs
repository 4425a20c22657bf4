const themes = {
  light: { text: "#1f2328", line: "#8c959f", bars: ["#0550ae", "#54aeff"] },
  dark: { text: "#e6edf3", line: "#6e7681", bars: ["#79c0ff", "#1f6feb"] },
};
const [left, width, step, bar] = [190, 720, 38, 13];

/**
 * Horizontal bars as SVG, for a light or a dark page.
 *
 * @param series - what the bars of each group are; at most two.
 * @param groups - of each its name and one number for each series.
 */
export function bars({ title, series, groups, unit, theme }) {
  const { text, line, bars: colors } = themes[theme];
  const top = 64;
  const height = top + groups.length * step + 8;
  const most = Math.max(...groups.flatMap(({ numbers }) => numbers));
  const x = (number) => (number / most) * (width - left - 70);
  const legend = series.map(
    (name, index) =>
      `<rect x="${left + index * 260}" y="34" width="12" height="12" fill="${colors[index]}"/>` +
      `<text x="${left + 18 + index * 260}" y="45">${escaped(name)}</text>`,
  );
  const rows = groups.map(({ name, numbers }, group) => {
    const y = top + group * step;
    const drawn = numbers.map(
      (number, index) =>
        `<rect x="${left}" y="${y + index * (bar + 2)}" width="${x(number).toFixed(1)}" height="${bar}" fill="${colors[index]}"/>` +
        `<text x="${(left + x(number) + 6).toFixed(1)}" y="${y + index * (bar + 2) + 11}">${number.toFixed(1)} ${unit}</text>`,
    );
    return `<text x="${left - 10}" y="${y + 18}" text-anchor="end">${escaped(name)}</text>${drawn.join("")}`;
  });
  // Where one bar ends is what all are compared with.
  const floor = `<line x1="${(left + x(1)).toFixed(1)}" x2="${(left + x(1)).toFixed(1)}" y1="${top - 6}" y2="${height - 6}" stroke="${line}" stroke-dasharray="3 3"/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" fill="${text}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<text x="${left}" y="20" font-weight="600">${escaped(title)}</text>`,
    ...legend,
    floor,
    ...rows,
    "</svg>\n",
  ].join("\n");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

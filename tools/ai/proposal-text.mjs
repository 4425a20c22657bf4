/** A proposal in words: what stands against it, or what it changes in values and objects. */
export function proposalText({ verdict, issues, warnings, comparison, notes }) {
  return [
    `verdict: ${verdict}`,
    ...issues.map(({ message, code }) => `  ✗ ${message} [${code}]`),
    ...warnings.map(({ message, code }) => `  ! ${message} [${code}]`),
    ...notes.map((note) => `  ${note}`),
    ...(comparison?.parts ?? []).flatMap(partText),
  ].join("\n");
}

function partText({ name, changes, manifests = [] }) {
  if (changes.length + manifests.length === 0) return [];
  return [
    `  ${name}`,
    ...changes.map(({ path, before, after, unit = "" }) =>
      `    ${path}  ${show(before)} → ${show(after)} ${unit}`.trimEnd(),
    ),
    ...manifests.map(({ title, kind, effects }) => `    ${[`${title} ${kind}`, ...effects].join(": ")}`),
  ];
}

const show = (value) =>
  value === undefined ? "none" : typeof value === "string" ? value : JSON.stringify(value);

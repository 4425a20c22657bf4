/** `# chartmodel-ignore: reason`, in YAML or in a template's comment. */
const mark = /chartmodel-ignore\b:?[ \t]*(.*?)(?:\s*-?\}\}|\s*\*\/.*)?$/;

/**
 * Whether a comment lets a line be: on the line itself, or in the comment lines directly above it. Without a reason it
 * does not count.
 *
 * @param line - from 1.
 */
export function isIgnored(lines: readonly string[], line: number): boolean {
  if (hasReason(lines[line - 1])) return true;
  for (let at = line - 2; at >= 0 && /^\s*(?:#|\{\{-?\s*\/\*)/.test(lines[at] ?? ""); at -= 1)
    if (hasReason(lines[at])) return true;
  return false;
}

function hasReason(line = ""): boolean {
  const comment = /(?:^|\s)#.*|\/\*.*/.exec(line)?.[0] ?? "";
  return (mark.exec(comment)?.[1] ?? "").trim() !== "";
}

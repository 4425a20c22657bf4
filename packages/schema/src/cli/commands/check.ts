import { relative } from "node:path";
import { readIfExists } from "../../write/write-files.ts";
import { renderProject } from "../../write/render-project.ts";
import { ValuesError } from "../../values-error.ts";
import { type Command, exitCodes } from "../command.ts";
import { count, say, style } from "../terminal.ts";

/** `chartmodel check`. */
export const check: Command = {
  summary: "compare the generated files with the model and report every issue; write nothing",
  usage: `chartmodel check

Exit code 1 if an environment has issues or a generated file is not what \`chartmodel render\` would write.`,
  options: {},
  run({ project, root, options }) {
    const drifted: string[] = [];
    let files = 0;
    renderProject(
      project,
      (path, content) => {
        files += 1;
        const existing = readIfExists(path);
        if (existing !== content) drifted.push(`${relative(root, path)} ${describeDrift(existing, content)}`);
      },
      { root, read: readIfExists, options },
    );
    for (const drift of drifted) say(`${style("red", "✗")} ${drift}`);
    const environments = count(project.environments.size, "environment");
    if (drifted.length > 0) {
      say(`${count(drifted.length, "file")} of ${files} not up to date: run \`chartmodel render\``);
      return exitCodes.issues;
    }
    say(`${style("green", "✓")} ${environments} without issues, ${count(files, "generated file")} up to date`);
    return exitCodes.fine;
  },
};

/** Says where, not what: a file that was changed by hand may hold anything. */
function describeDrift(existing: string | undefined, expected: string): string {
  if (existing === undefined) return "is missing";
  const expectedLines = expected.split("\n");
  const line = existing.split("\n").findIndex((text, index) => text !== expectedLines[index]);
  return `differs from line ${line === -1 ? expectedLines.length : line + 1}`;
}

import { relative } from "node:path";
import { renderProject } from "../../write/render-project.ts";
import { FileTransaction, readIfExists } from "../../write/write-files.ts";
import { type Command, exitCodes } from "../command.ts";
import { reportWarnings } from "../report-issues.ts";
import { count, say, style } from "../terminal.ts";

/** A person reads no more file names than this. */
const mostLines = 50;

/** `chartmodel render`. */
export const render: Command = {
  summary: "write every generated file, all or none",
  usage: `chartmodel render

Only files whose content changed are written. If anything is wrong, nothing is.`,
  options: {},
  run({ project, root, options }) {
    const files = new FileTransaction();
    try {
      renderProject(project, (path, content) => files.stage(path, content), {
        root,
        read: readIfExists,
        options,
        onEvaluation: (evaluation) => reportWarnings(evaluation, root),
      });
      files.commit();
    } catch (error) {
      files.abort();
      throw error;
    }
    const changed = [...files.changes].filter(([, change]) => change !== "unchanged");
    const lines = changed
      .slice(0, mostLines)
      .map(([path, change]) => `${style("green", change.padEnd(8))} ${relative(root, path)}`);
    if (changed.length > mostLines) lines.push(`and ${changed.length - mostLines} more`);
    lines.push(`${count(files.changes.size, "file")}, ${changed.length || "none"} changed`);
    say(lines.join("\n"));
    return exitCodes.fine;
  },
};

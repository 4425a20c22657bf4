import { relative } from "node:path";
import { renderProject } from "../../write/render-project.ts";
import { FileTransaction, readIfExists } from "../../write/write-files.ts";
import { type Command, exitCodes } from "../command.ts";
import { count, say, style } from "../terminal.ts";
import { upToDate } from "../up-to-date.ts";

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
      });
      files.commit();
    } catch (error) {
      files.abort();
      throw error;
    }
    for (const [path, change] of files.changes) {
      if (change !== "unchanged") say(`${style("green", change.padEnd(8))} ${relative(root, path)}`);
    }
    const changed = [...files.changes.values()].filter((change) => change !== "unchanged").length;
    say(
      changed === 0
        ? upToDate(files.changes.size)
        : `${count(files.changes.size, "file")}, ${changed} changed`,
    );
    return exitCodes.fine;
  },
};

import { readdirSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { readUtf8 } from "../load/read-utf8.ts";
import type { Output } from "../project/output.ts";
import { UsageError } from "../usage-error.ts";
import { generatedNotice } from "./generated-notice.ts";

/** Stands for the chart's name, as in the starters of `helm create --starter`. */
const chartName = "<CHARTNAME>";

/**
 * Templates that all charts have in common: every file of a folder is written into the `templates` of each chart, with
 * `<CHARTNAME>` replaced by the chart's name.
 *
 * @example
 * ```ts
 * chartTemplates({ from: "templates" }); // templates/service.yaml becomes charts/web/templates/service.yaml
 * ```
 */
export function chartTemplates({
  from,
}: {
  /** The folder, from the folder of `chartmodel.config.*`. */
  from: string;
}): Output {
  return {
    inputs: (root) => templateNames(root, from).map((name) => join(root, from, name)),
    places: ({ charts }) =>
      Object.values(charts).flatMap(({ path }) => [`${path}/templates/*`, `${path}/templates/*/*`]),
    *projectFiles({ project, root }) {
      for (const name of templateNames(root, from)) {
        const source = posix.join(from, name);
        const template = readUtf8(join(root, source));
        if (template === undefined) throw new UsageError(`${source}: expected UTF-8, but found other bytes`);
        const notice = `{{- /* ${generatedNotice([project.name, source], "that file")} */ -}}\n`;
        for (const chart of Object.values(project.charts)) {
          yield {
            path: `${chart.path}/templates/${name}`,
            content: notice + template.replaceAll(chartName, () => chart.name),
          };
        }
      }
    },
  };
}

/** The files of the folder and of those below it, with `/`; hidden files, as editors make them, are none. */
function templateNames(root: string, from: string): string[] {
  try {
    return readdirSync(join(root, from), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, from).length + 1))
      .map((name) => name.replaceAll(sep, "/"))
      .sort();
  } catch (error) {
    throw new UsageError(`the templates in ${from} cannot be read: ${(error as Error).message}`);
  }
}

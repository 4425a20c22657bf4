import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { parseDocument } from "yaml";
import { isRecord } from "../json.ts";
import { TemplateSyntaxError } from "./template/lex-template.ts";
import { parseTemplate } from "./template/parse-template.ts";
import type { TemplateFile } from "./template/template-reads.ts";

/** The templates of a chart itself; those of its subcharts read values of their own. */
export function readTemplates(chartPath: string): { files: TemplateFile[]; unread: string[] } {
  const files: TemplateFile[] = [];
  const unread: string[] = [];
  for (const path of filesBelow(join(chartPath, "templates"))) {
    const file = relative(chartPath, path).split(sep).join("/");
    try {
      const nodes = parseTemplate(readFileSync(path, "utf8"));
      files.push({ file, nodes, isPartial: basename(file).startsWith("_") });
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      unread.push(`${file}:${error.line}: ${error.message}`);
    }
  }
  return { files, unread };
}

/** What Chart.yaml says of the chart: its name, its version, and the names under which it has subcharts. */
export function readChartFile(chartPath: string): { name: string; version: string; subcharts: string[] } {
  const chart: unknown = parseDocument(readFileSync(join(chartPath, "Chart.yaml"), "utf8")).toJS();
  const { name, version, dependencies } = isRecord(chart) ? chart : {};
  const listed = Array.isArray(dependencies) ? dependencies.filter(isRecord) : [];
  return {
    name: String(name ?? basename(chartPath)),
    version: String(version ?? "0.0.0"),
    subcharts: listed.map((dependency) => String(dependency.alias ?? dependency.name)),
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { isRecord } from "@chartmodel/json-schema";
import { parse } from "yaml";
import { TemplateSyntaxError } from "./template/lex-template.ts";
import { parseTemplate } from "./template/parse-template.ts";
import type { TemplateFile } from "./template/template-reads.ts";
import { templatePath } from "./template-line.ts";

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

/** The text of a template by the name that Helm gives it; empty where it lies in an archive. */
export function readTemplate(chartPath: string, source: string): string {
  const file = join(chartPath, templatePath(source));
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** All templates of a chart and its subcharts as one text. */
export function templateText(chartPath: string): string {
  const folders = ["templates", "charts"].map((folder) => join(chartPath, folder));
  return folders
    .flatMap(filesBelow)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** What a chart says of itself: its name, and the names under which it has subcharts. */
export function readChartFile(chartPath: string): { name: string; subcharts: string[] } {
  const chart = readYaml(join(chartPath, "Chart.yaml"));
  // Charts of Helm 2's format list their dependencies in a file of its own.
  const { dependencies } = "dependencies" in chart ? chart : readYaml(join(chartPath, "requirements.yaml"));
  const listed = Array.isArray(dependencies) ? dependencies.filter(isRecord) : [];
  return {
    name: String(chart.name ?? basename(chartPath)),
    subcharts: listed.map((dependency) => String(dependency.alias ?? dependency.name)),
  };
}

/** The values that a chart has of itself. */
export function readValues(chartPath: string): Record<string, unknown> {
  return readYaml(join(chartPath, "values.yaml"));
}

function readYaml(file: string): Record<string, unknown> {
  const content: unknown = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  return isRecord(content) ? content : {};
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

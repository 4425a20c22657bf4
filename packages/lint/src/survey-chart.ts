import { join } from "node:path";
import { isRecord, type JsonSchema } from "@chartmodel/json-schema";
import { ChartError } from "./chart/chart-error.ts";
import { readChartFiles, textOf } from "./chart/chart-files.ts";
import { ciValues } from "./chart/ci-values.ts";
import { missingDependencies, readChart, templatesOf } from "./chart/read-chart.ts";
import { templatedTexts } from "./chart/templated-texts.ts";
import { readValuesDocument } from "./chart/values-document.ts";
import type { ValueHandling, ValueUse } from "./template/read-notes.ts";
import { templateReads, tooMuchToFollow } from "./template/template-reads.ts";
import { placeOf, type YamlPlace } from "./template/yaml-place.ts";

/** What a template does with a value, and where in its manifest the value then stands. */
export interface PlacedHandling extends ValueHandling {
  readonly place: YamlPlace | undefined;
}

/** What the files of a chart say about its values. */
export interface ChartSurvey {
  readonly name: string;
  readonly description: string;
  readonly isLibrary: boolean;
  /** The text of values.yaml; empty where there is none. */
  readonly valuesText: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The values that it is tested with, `ci/*-values.yaml`, but for files that cannot be read. */
  readonly tested: readonly Readonly<Record<string, unknown>>[];
  /** The chart's own values.schema.json. */
  readonly schema: JsonSchema | undefined;
  /** Keys whose values go to a subchart. */
  readonly subcharts: readonly string[];
  /** Dependencies that are not in `charts/`. */
  readonly missing: readonly string[];
  readonly uses: readonly ValueUse[];
  readonly handlings: readonly PlacedHandling[];
  /** Templates that could not be read or followed, and why. */
  readonly unread: readonly string[];
}

/**
 * Reads what a chart says about its values.
 *
 * @param path - a folder with a Chart.yaml.
 * @throws {ChartError} for what is no chart, or whose values.yaml or values.schema.json cannot be read.
 */
export async function surveyChart(path: string): Promise<ChartSurvey> {
  const files = await readChartFiles(path);
  const chart = await readChart(files);
  const valuesText = chart.valuesText ?? "";
  const document = readValuesDocument(valuesText, join(path, "values.yaml"));
  const { files: templates, unread } = templatesOf(chart);
  const missing = missingDependencies(chart);
  const { isWhole, uses, handlings } = templateReads(templates, {
    texts: templatedTexts(chart, document),
    isPart: missing.length > 0 || unread.length > 0 || chart.isLibrary,
  });
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    if (!lines.has(file)) lines.set(file, (textOf(files, file) ?? "").split("\n"));
    return lines.get(file) ?? [];
  };
  return {
    name: chart.name,
    description: chart.description,
    isLibrary: chart.isLibrary,
    valuesText,
    values: document.values,
    tested: ciValues(path).flatMap(({ file, text }) => valuesIn(text, file)),
    schema: readSchema(textOf(files, "values.schema.json")),
    subcharts: [
      ...new Set([
        ...chart.dependencies.map(({ key }) => key),
        ...chart.subcharts.map(({ at }) => String(at.at(-1))),
      ]),
    ],
    missing: missing.map(({ name }) => name),
    uses,
    handlings: handlings.map((handling) => ({
      ...handling,
      place: placeOf(linesOf(handling.file), handling.line),
    })),
    unread: [
      ...unread.map(({ file, line, message }) => `${join(path, file)}:${line}: ${message}`),
      ...(isWhole ? [] : [`${path}: a part of what reads its values: ${tooMuchToFollow}`]),
    ],
  };
}

/** A schema that cannot be read says nothing; `chartmodel lint` tells why. */
function readSchema(text: string | undefined): JsonSchema | undefined {
  if (text === undefined) return undefined;
  try {
    const schema: unknown = JSON.parse(text);
    return isRecord(schema) ? (schema as JsonSchema) : undefined;
  } catch {
    return undefined;
  }
}

function valuesIn(text: string, file: string): Readonly<Record<string, unknown>>[] {
  try {
    return [readValuesDocument(text, file).values];
  } catch (error) {
    if (error instanceof ChartError) return [];
    throw error;
  }
}

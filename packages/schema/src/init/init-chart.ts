import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { partsOf } from "@chartmodel/json-schema";
import type { ChartSurvey } from "@chartmodel/lint";
import { merge } from "../resolve/merge.ts";
import { type Question, ShapeDecider } from "./decide-shape.ts";
import { environmentFiles } from "./environment-files.ts";
import type { Field } from "./field.ts";
import { withoutNulls } from "./plain-values.ts";
import { defaultEnvironment, projectFiles, projectPath } from "./project-files.ts";
import type { Original } from "./round-trip.ts";
import { starterFolder, typeSettings } from "./starter.ts";
import { usageOf } from "./usage.ts";
import { valueNotes } from "./value-notes.ts";

type Values = Readonly<Record<string, unknown>>;

/** A project that was made of a chart and is not written yet. */
export interface NewProject {
  readonly files: ReadonlyMap<string, string>;
  /** Values files, that of the chart first, by which the project is to be compared with the chart. */
  readonly originals: readonly Original[];
  readonly questions: readonly Question[];
  /** Paths that are null in values.yaml. */
  readonly nulls: readonly string[];
}

/**
 * Makes a project of a chart.
 *
 * @param root - the project's folder.
 * @param chart - the chart's folder, in it.
 */
export function projectOfChart(root: string, chart: string, survey: ChartSurvey): NewProject {
  const path = projectPath(relative(root, resolve(chart)).split(sep).join("/"));
  const nulls: string[] = [];
  const own = withoutNulls(survey.values, nulls) as Values;
  const found = environmentFiles(root, path, survey.name).filter(
    ({ values }) => Object.keys(values).length === 0 || knowsAny(survey, values),
  );
  const environments = found.map((file) => ({
    ...file,
    // Null in a file deletes what the chart has.
    whole: withoutNulls(merge(survey.values, file.values)) as Values,
  }));
  const tested = survey.tested.map((values) => withoutNulls(merge(survey.values, knownOf(survey, values))));
  const { fields, questions } = decide(survey, own, [
    ...environments.map(({ whole }) => whole),
    ...(tested as Values[]),
  ]);
  const files = projectFiles({ survey, path, fields, environments });
  // A project that checks types already has its own way to.
  if (!existsSync(join(root, typeSettings)))
    files.set(typeSettings, readFileSync(join(starterFolder(), typeSettings), "utf8"));
  return {
    files,
    originals: [
      { environment: defaultEnvironment(found.map(({ environment }) => environment)), over: {}, whole: own },
      ...environments.map(({ environment, values, whole }) => ({ environment, over: values, whole })),
    ],
    questions,
    nulls,
  };
}

function decide(survey: ChartSurvey, own: Values, others: readonly Values[]) {
  const decider = new ShapeDecider(valueNotes(survey.valuesText), survey.schema);
  const subcharts = new Set(survey.subcharts);
  const fields = decider.fieldsOf([], {
    samples: [own, ...others],
    own: survey.values,
    usage: usageOf(survey),
    schemas: survey.schema ? partsOf(survey.schema, survey.schema) : [],
    isForeign: false,
    foreign: subcharts,
  });
  return { fields: withGlobal(fields), questions: decider.questions };
}

/** Every chart has a `global`; one that says nothing of it needs none in its model. */
function withGlobal(fields: readonly Field[]): readonly Field[] {
  return fields.filter(
    ({ key, fallback, shape }) => key !== "global" || fallback !== undefined || shape.kind === "object",
  );
}

function knowsAny(survey: ChartSurvey, given: Values): boolean {
  return Object.keys(knownOf(survey, given)).length > 0;
}

/** The values whose keys the chart has, or reads. */
function knownOf({ values, uses }: ChartSurvey, given: Values): Values {
  const known = new Set([...Object.keys(values), ...uses.map(({ path: [first] }) => first)]);
  return Object.fromEntries(Object.entries(given).filter(([key]) => known.has(key)));
}

import { resolve } from "node:path";
import { createRedaction, formatPath, type JsonSchema } from "@chartmodel/json-schema";
import type { Chart } from "../model/define-chart.ts";
import type { Project } from "../project/define-project.ts";
import { type Evaluation, isValid, type ValidEvaluation } from "../project/evaluate.ts";
import { releaseOf } from "../project/release-of.ts";
import { originOf } from "../resolve/resolve-environment.ts";
import { showOrigin } from "../resolve/show-origin.ts";
import { UsageError } from "../usage-error.ts";
import { compareObjects } from "./compare-objects.ts";
import type { ComparedPart, Comparison } from "./comparison.ts";
import { redactData, redactPath, redactSides } from "./redact-data.ts";
import { redactionOf } from "./redaction-of.ts";
import { hideAt, secretPlaces, textsAt } from "./secret-places.ts";
import { unshownTexts, type VisibleChange, visibleChanges } from "./visible-changes.ts";

/** Texts that are secret whatever a model says of them. */
const redactionOfTexts = (texts: readonly string[]) =>
  createRedaction(texts, { items: { "x-secret": true } });

function redactChange<Change extends VisibleChange>(
  change: Change,
  redact: (text: string) => string,
): Change {
  const segments = redactPath(change.segments, redact);
  return {
    ...redactSides(change, (value) => redactData(value, redact)),
    segments,
    path: formatPath(segments),
  };
}

/** Where the values that are compared come from. */
export interface ComparedProject {
  readonly project: Project;
  /** The project's folder, absolute. */
  readonly root: string;
  /** The checks of charts, which render them: what a change does to the objects is told too. */
  readonly lint?: typeof import("@chartmodel/lint") | undefined;
}

/** A chart's values on both sides, with what says of them what they mean. */
export interface Sides {
  readonly before: unknown;
  readonly after: unknown;
  readonly schemas: readonly JsonSchema[];
  /** What the values before were made of, where that is known. */
  readonly evaluationBefore?: ValidEvaluation;
  /** The chart's folder before. @default the one there is */
  readonly chartBefore?: string;
}

/**
 * Compares the values of a chart, as a release of the environment has them.
 *
 * @throws {UsageError} where objects are compared, and a side cannot be rendered.
 */
export async function compareChart(
  { project, root, lint }: ComparedProject,
  evaluation: ValidEvaluation,
  [key, chart]: readonly [string, Chart],
  { before, after, schemas, evaluationBefore, chartBefore = resolve(root, chart.path) }: Sides,
): Promise<ComparedPart> {
  const { name, environment } = evaluation;
  // A projection may have put a secret of the environment where the chart's model has none.
  const known = [evaluation, evaluationBefore ?? evaluation].map(({ resolved }) =>
    createRedaction(resolved.value, project.environment.schema),
  );
  // Of values from elsewhere, it is not known which secrets they were made of: all that is made of some is taken out,
  // first and whole.
  const places = evaluationBefore ? [] : secretPlaces(project, evaluation, key);
  const redactions = [redactionOfTexts(textsAt(places, before)), ...known];
  const redact = (text: string) => redactions.reduce((shown, takeOut) => takeOut(shown), text);
  const changes = visibleChanges({ before, after, schemas }).map((change) =>
    redactChange(
      redactSides(
        change,
        (value) => hideAt(places, value, change.segments),
        (value) => value,
      ),
      redact,
    ),
  );
  if (!lint) return { name: chart.name, changes };
  const release = releaseOf(project, environment, key);
  if (before === undefined)
    throw new UsageError(`${chart.name} was not in ${name}: there are no objects to compare`);
  const unshown = redactionOfTexts(unshownTexts(schemas, [before, after]));
  const objects = await compareObjects(
    lint,
    { chart: chartBefore, release: { ...release, values: before } },
    { chart: resolve(root, chart.path), release: { ...release, values: after } },
    schemas,
    (text) => unshown(redact(text)),
  );
  return { name: chart.name, changes, manifests: objects };
}

/** Compares two environments, or one before and after a change: its own values, with the layers, and each chart's. */
export async function compareEvaluations(
  compared: ComparedProject,
  title: string,
  before: Evaluation,
  after: ValidEvaluation,
): Promise<Comparison> {
  const { project, root } = compared;
  const changes = visibleChanges({
    before: before.resolved.value,
    after: after.resolved.value,
    schemas: [project.environment.schema],
  });
  const redact = redactionOf({ environment: project.environment, charts: {} }, [before, after]);
  const layerOf = ({ resolved: { layers } }: Evaluation, path: readonly (string | number)[]) => {
    const layer = originOf(layers, path);
    return layer ? showOrigin(layer, path, root) : "default";
  };
  const own: ComparedPart = {
    name: "environment",
    changes: changes.map((change) => ({
      ...redactChange(change, redact),
      setIn: [layerOf(before, change.segments), layerOf(after, change.segments)],
    })),
  };
  if (!isValid(before)) {
    const why = `${before.name} has issues as it is: the values of its charts cannot be compared`;
    return { title, parts: [own], notes: [why] };
  }
  const charts: ComparedPart[] = [];
  for (const entry of Object.entries(project.charts)) {
    const [key, chart] = entry;
    const sides = {
      before: before.values[key],
      after: after.values[key],
      schemas: [chart.schema],
      evaluationBefore: before,
    };
    charts.push(await compareChart(compared, after, entry, sides));
  }
  return { title, parts: [own, ...charts], notes: [] };
}

import { createRedaction, redactIssue } from "@chartmodel/json-schema";
import type { Model } from "../model/create-model.ts";
import type { EnvironmentSource } from "../resolve/define-environment.ts";
import { environmentLayers, type LocateInSource } from "../resolve/environment-layers.ts";
import type { ComputedLayer, Layer } from "../resolve/layer.ts";
import { type Resolved, resolveLayers } from "../resolve/resolve-environment.ts";
import { runRules } from "../rules/rule.ts";
import { unknownName } from "../usage-error.ts";
import { type EnvironmentIssue, ValuesError } from "../values-error.ts";
import type { Charts, ChartValues, Environment, Project } from "./define-project.ts";
import { projectionIssues } from "./projection-issues.ts";

/** An environment taken through the pipeline: resolve, rules, projection, each chart's model. */
export interface Evaluation<M extends Model = Model, C extends Charts = Charts> {
  readonly name: string;
  /** What the layers gave; of the environment's type only when there are no issues. */
  readonly resolved: Resolved;
  readonly environment: Environment<M>;
  /** Values of every chart; `undefined` where the environment itself has issues, or its rules refuse it. */
  readonly values: ChartValues<C> | undefined;
  readonly issues: readonly EnvironmentIssue[];
  /** What rules warn of: it may be as it is. */
  readonly warnings: readonly EnvironmentIssue[];
}

/** An evaluation without issues: what outputs are made of. */
export interface ValidEvaluation<M extends Model = Model, C extends Charts = Charts>
  extends Evaluation<M, C> {
  readonly values: ChartValues<C>;
}

/** What may be added to an environment's own layers. */
export interface EvaluateOptions {
  /** Overlays and single values, from the weakest to the strongest. */
  readonly layers?: readonly (Layer | ComputedLayer)[];
  readonly locate?: LocateInSource;
}

/**
 * Takes an environment through the pipeline, up to the first stage that has something against it: a rule may rely on
 * what the model says, and the projection on what the rules say.
 */
export function evaluate<M extends Model, C extends Charts, Name extends string>(
  project: Project<M, C, Name>,
  environment: NoInfer<Name> | EnvironmentSource,
  { layers = [], locate }: EvaluateOptions = {},
): Evaluation<M, C> {
  const source = typeof environment === "string" ? findEnvironment(project, environment) : environment;
  const { name } = source;
  const own = environmentLayers(source, project.environments, locate);
  const resolved = resolveLayers(name, [...own, ...layers], project.environment);
  // The name stands last: V8 copies an object in one piece where nothing stands before it.
  const value = { ...(resolved.value as object), name } as Environment<M>;
  const ofEnvironment = (issue: Omit<EnvironmentIssue, "environment">) => ({ ...issue, environment: name });
  const refuse = (
    found: readonly Omit<EnvironmentIssue, "environment">[],
    warnings: readonly EnvironmentIssue[] = [],
  ) => {
    const issues = found.map(ofEnvironment);
    return { name, resolved, environment: value, values: undefined, issues, warnings };
  };
  if (resolved.issues.length > 0) return refuse(resolved.issues);
  const found = runRules(project.rules, value, project.environment);
  const warnings = found.warnings.map(ofEnvironment);
  if (found.errors.length > 0) return refuse(found.errors, warnings);
  const projected = project.projection(value) as Record<string, unknown>;
  const misgiven = projectionIssues(projected, Object.keys(project.charts));
  if (misgiven.length > 0)
    return refuse(
      misgiven.map((issue) => ({ ...issue, source: "the projection" })),
      warnings,
    );
  const issues: EnvironmentIssue[] = [];
  const values: Record<string, unknown> = {};
  for (const key in project.charts) {
    const chart = project.charts[key] as C[string];
    const { value: filled, issues: found } = chart.complete(projected[key]);
    values[key] = filled;
    // A secret of the environment may have come to where the chart's model has none.
    if (found.length > 0) {
      const redact = createRedaction(resolved.value, project.environment.schema);
      issues.push(
        ...found.map((issue) => ({ ...redactIssue(issue, redact), environment: name, chart: chart.name })),
      );
    }
  }
  return { name, resolved, environment: value, values: values as ChartValues<C>, issues, warnings };
}

/**
 * Validated values of every chart for an environment.
 *
 * @param environment - the name of one of the project's environments, or an environment.
 * @throws {ValuesError} with every issue.
 * @throws {UsageError} for a name that the project does not have.
 */
export function renderValues<M extends Model, C extends Charts, Name extends string>(
  project: Project<M, C, Name>,
  environment: NoInfer<Name> | EnvironmentSource,
  options?: EvaluateOptions,
): ChartValues<C> {
  return validOrThrow(evaluate(project, environment, options)).values;
}

/** @throws {ValuesError} with every issue of an evaluation that has some. */
export function validOrThrow<M extends Model, C extends Charts>(
  evaluation: Evaluation<M, C>,
): ValidEvaluation<M, C> {
  if (!isValid(evaluation)) throw new ValuesError(evaluation.issues);
  return evaluation;
}

/** Whether an environment went through the whole pipeline without an issue. */
export function isValid<M extends Model, C extends Charts>(
  evaluation: Evaluation<M, C>,
): evaluation is ValidEvaluation<M, C> {
  return evaluation.values !== undefined && evaluation.issues.length === 0;
}

/** @throws {UsageError} with the nearest name. */
export function findEnvironment(project: Pick<Project, "environments">, name: string): EnvironmentSource {
  const source = project.environments.get(name);
  if (!source) throw unknownName("environment", name, [...project.environments.keys()]);
  return source;
}

import {
  type ChartValues,
  type EnvironmentSource,
  environmentsOf,
  evaluate,
  type Issue,
  type EnvironmentName as NameOf,
  renderValues as render,
  UsageError,
  ValuesError,
} from "@chartmodel/schema";
import type { Environment } from "./environment.ts";
import { chartEnvironment, todoStack } from "./project.ts";
import { charts } from "./services.ts";

export type { EnvironmentIssue, EnvironmentSource, JsonSchema } from "@chartmodel/schema";
export type { Environment } from "./environment.ts";
export { quantityValue } from "./rules/quantity-value.ts";
export { resourceBounds } from "./rules/resource-bounds.ts";
export { type Issue, UsageError, ValuesError };

/** The charts and environments of this repository, without the files that are generated from them. */
export const project = todoStack();

/** Validated values of both charts. */
export type RenderedValues = ChartValues<typeof charts>;

/** Name of a chart. */
export type ChartName = keyof typeof byName;

/** Name of an environment of this repository. */
export type EnvironmentName = NameOf<typeof project>;

/**
 * Defines a further environment. Keys with a default may be left out; one that `extends` another holds only what differs.
 *
 * @example
 * ```ts
 * const preview = defineEnvironment({ name: "pr-12", extends: "ci", namespaces: { backend: "pr-12", frontend: "pr-12" } });
 * ```
 */
export const defineEnvironment = environmentsOf(project);

const byName = { "todo-backend": charts.backend, "todo-frontend": charts.frontend } as const;

/** What each chart's `values.yaml` holds. */
let ownValues: Readonly<Record<ChartName, unknown>> | undefined;

/** The environments of this repository, by name. */
export const environments: ReadonlyMap<EnvironmentName, EnvironmentSource> = project.environments;

/** The draft-07 schema of every chart, by its name: what its `values.schema.json` holds. */
export const schemas = {
  // Read when they are asked for: a program that only renders values needs no schema.
  get "todo-backend"() {
    return charts.backend.schema;
  },
  get "todo-frontend"() {
    return charts.frontend.schema;
  },
} as const;

/**
 * The values of both charts for an environment, with every default, checked by the model and the rules.
 *
 * @param environment - a name, or what `defineEnvironment` gave.
 * @throws {ValuesError} with every issue.
 * @throws {UsageError} for an unknown name, with the nearest one.
 * @example
 * ```ts
 * const { backend, frontend } = renderValues("production");
 * ```
 */
export function renderValues(environment: EnvironmentName | EnvironmentSource): RenderedValues {
  return render(project, environment);
}

/**
 * An environment with its layers merged and every default filled in.
 *
 * @throws {ValuesError} with every issue of the environment model and the rules.
 * @throws {UsageError} for an unknown name, with the nearest one.
 */
export function resolveEnvironment(environment: EnvironmentName | EnvironmentSource): Environment {
  const evaluation = evaluate(project, environment);
  if (evaluation.issues.length > 0) throw new ValuesError(evaluation.issues);
  return evaluation.environment;
}

/**
 * Every issue of values that are given to Helm for a chart; an empty list where it takes them. They are laid over the
 * chart's `values.yaml` as Helm does: a key may be left out that is there, and a null takes it away.
 *
 * @throws {UsageError} for an unknown chart.
 */
export function validateValues(chart: ChartName, values: unknown): readonly Issue[] {
  const model = Object.hasOwn(byName, chart) ? byName[chart] : undefined;
  if (!model)
    throw new UsageError(
      `there is no chart ${JSON.stringify(chart)}; there are ${Object.keys(byName).join(" and ")}`,
    );
  if (!ownValues) {
    const { backend, frontend } = renderValues(chartEnvironment);
    ownValues = { "todo-backend": backend, "todo-frontend": frontend };
  }
  return model.validate(values, ownValues[chart]);
}

import type { Model, Values, ValuesInput } from "../model/create-model.ts";
import type { Chart } from "../model/define-chart.ts";
import type { EnvironmentSource } from "../resolve/define-environment.ts";
import type { Rule } from "../rules/rule.ts";
import type { Output } from "./output.ts";
import { refuseMalformed } from "./refuse-malformed.ts";
import { refuseOwnKeys } from "./refuse-own-keys.ts";
import { refuseRepeated } from "./refuse-repeated.ts";
import { refuseUnfitNames } from "./refuse-unfit-names.ts";

/** A project's charts by the key that its projection uses. */
export type Charts = Readonly<Record<string, Chart>>;

/** A resolved environment: the model's values and the environment's name. */
export type Environment<M extends Model = Model> = Values<M> & { readonly name: string };

/** Validated values of every chart. */
export type ChartValues<C extends Charts> = { readonly [Key in keyof C]: Values<C[Key]> };

/** How a chart is installed. */
export interface Release {
  /** Name of the Helm release. */
  readonly name: string;
  readonly namespace: string;
  /** kubectl context of its cluster. @default the current one */
  readonly context?: string;
}

/** The environments of a list, those refused that extend by name one that is not in it. */
type ParentsAmong<E extends readonly EnvironmentSource[]> = {
  readonly [Index in keyof E]: E[Index] extends EnvironmentSource<infer Name, infer Parent>
    ? string extends Parent
      ? E[Index]
      : EnvironmentSource<Name, Extract<Parent, E[number]["name"]>>
    : E[Index];
};

/** What a project is made of. */
export interface ProjectDefinition<
  M extends Model,
  C extends Charts,
  E extends readonly EnvironmentSource[] = readonly EnvironmentSource[],
> {
  /** The project's name, for messages and generated objects. */
  readonly name: string;
  /** The model of an environment. */
  readonly environment: M;
  readonly environments: E & ParentsAmong<E>;
  readonly charts: C;
  /** Makes every chart's values from an environment that the model and the rules accept. Pure. */
  readonly projection: (environment: Environment<M>) => { readonly [Key in keyof C]: ValuesInput<C[Key]> };
  /** Release and namespace of every chart. @default the chart's name, in the namespace `default` */
  readonly releases?: (environment: Environment<M>) => { readonly [Key in keyof C]: Release };
  /** Conditions between fields. @default [] */
  readonly rules?: readonly Rule<Environment<M>>[];
  /** What `chartmodel render` writes. @default [] */
  readonly outputs?: readonly Output<NoInfer<M>, NoInfer<C>, NoInfer<E>[number]["name"]>[];
  /** Schemas of custom resources for the check of manifests, by `<apiVersion>/<kind>`. */
  readonly manifestSchemas?: Readonly<Record<string, object>>;
  /**
   * Overlay of an environment, `{environment}` standing for its name; used where the file exists, for instance
   * `"environments/{environment}.local.yaml"`, which is not committed. YAML, JSON or Jsonnet, as its ending says.
   */
  readonly overlay?: string;
}

/** A project: its definition, with the environments by name. */
export interface Project<M extends Model = Model, C extends Charts = Charts, Name extends string = string>
  extends Omit<ProjectDefinition<M, C>, "environments" | "rules" | "outputs"> {
  readonly environments: ReadonlyMap<Name, EnvironmentSource>;
  readonly rules: readonly Rule<Environment<M>>[];
  readonly outputs: readonly Output[];
}

/** The names of a project's environments. */
export type EnvironmentName<P extends Pick<Project, "environments">> =
  P["environments"] extends ReadonlyMap<infer Name, EnvironmentSource> ? Name : never;

/**
 * Puts environments, charts, rules and outputs together.
 *
 * @throws {UsageError} for parts that are not what their type says, all at once; for two environments or two charts of
 * one name, for names that are not fit for a path, and for an environment model with a key that environments have
 * themselves.
 */
export function defineProject<
  M extends Model,
  const C extends Charts,
  const E extends readonly EnvironmentSource[],
>(definition: ProjectDefinition<M, C, E>): Project<M, C, E[number]["name"]> {
  refuseMalformed(definition);
  const { rules = [], outputs = [] } = definition;
  refuseOwnKeys(definition.environment);
  const environments: readonly EnvironmentSource<E[number]["name"]>[] = definition.environments;
  for (const [kind, named] of [
    ["environment", environments],
    ["chart", Object.values(definition.charts)],
  ] as const) {
    const names = named.map(({ name }) => name);
    refuseUnfitNames(kind, names);
    refuseRepeated(kind, names);
  }
  return {
    ...definition,
    environments: new Map(environments.map((source) => [source.name, source])),
    rules,
    outputs: outputs as readonly Output[],
  };
}

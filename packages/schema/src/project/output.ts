import type { Model } from "../model/create-model.ts";
import type { Charts, ChartValues, Project } from "./define-project.ts";
import type { ValidEvaluation } from "./evaluate.ts";

/** A file to write. */
export interface OutputFile {
  /** From the folder of `chartmodel.config.*`, with `/`. */
  readonly path: string;
  /** The whole content; or, for a generated part of a file that people write too, made from what is there. */
  readonly content: string | ((existing: string | undefined) => string);
  /** The Kubernetes objects in it, which `chartmodel check` looks at. @default none */
  readonly manifests?: readonly object[];
}

/** What an output is made from once all environments are known. */
export interface ProjectView<
  M extends Model = Model,
  C extends Charts = Charts,
  // biome-ignore lint/suspicious/noExplicitAny: where the names are not known, any can be asked for
  Name extends string = any,
> {
  readonly project: Project<M, C>;
  /** The folder of `chartmodel.config.*`, absolute. */
  readonly root: string;
  /** Every environment, evaluated and without issues. */
  readonly environments: readonly ValidEvaluation<M, C>[];
  /** One environment. @throws {UsageError} with the nearest name. */
  readonly environment: (name: Name) => ValidEvaluation<M, C>;
}

/**
 * Something that `chartmodel render` writes. An output is pure: it makes contents of the project and of the files that
 * it names, and the command writes them.
 *
 * @typeParam Name - names of the environments that it asks for.
 */
// biome-ignore lint/suspicious/noExplicitAny: an output that asks for no environment by name fits every project
export interface Output<M extends Model = Model, C extends Charts = Charts, Name extends string = any> {
  /** Files, absolute, that it reads beside the project: `chartmodel watch` renders again when they change. */
  readonly inputs?: (root: string) => readonly string[];
  /**
   * Path of the values of a chart in an environment, `{environment}` and `{chart}` standing for the names: where
   * `chartmodel diff` finds what they were. @default none
   */
  readonly valuesPath?: string;
  /** The environment whose values it writes as every chart's own, into `values.yaml`. @default none */
  readonly ownValuesOf?: Name;
  /**
   * Where it writes, `*` standing for the name of an environment or a chart: there `chartmodel check` looks for
   * generated files that are made no more. @default nowhere
   */
  readonly places?: (project: Project) => readonly string[];
  /**
   * Files of one environment, made as soon as it is evaluated.
   *
   * @param own - the values of the environment that an output names in `ownValuesOf`, by chart.
   */
  readonly environmentFiles?: (
    evaluation: ValidEvaluation<M, C>,
    project: Project<M, C>,
    own?: ChartValues<C>,
  ) => Iterable<OutputFile>;
  /** Files of the project as a whole. */
  readonly projectFiles?: (view: ProjectView<M, C, Name>) => Iterable<OutputFile>;
}

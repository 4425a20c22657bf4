import type { Project } from "../project/define-project.ts";
import type { Evaluation } from "../project/evaluate.ts";

/** A file to write. */
export interface OutputFile {
  /** From the folder of `chartmodel.config.*`, with `/`. */
  readonly path: string;
  /** The whole content; or, for a generated part of a file that people write too, made from what is there. */
  readonly content: string | ((existing: string | undefined) => string);
}

/** What an output is made from once all environments are known. */
export interface ProjectView {
  readonly project: Project;
  /** The folder of `chartmodel.config.*`, absolute. */
  readonly root: string;
  /** Every environment, evaluated and without issues. */
  readonly environments: readonly Evaluation[];
  /** One environment. @throws {UsageError} with the nearest name. */
  readonly environment: (name: string) => Evaluation;
}

/**
 * Something that `chartmodel render` writes. An output is pure: it makes contents of the project and of the files that
 * it names, and the command writes them.
 */
export interface Output {
  /** Files, absolute, that it reads beside the project: `chartmodel watch` renders again when they change. */
  readonly inputs?: (root: string) => readonly string[];
  /** Files of one environment, made as soon as it is evaluated. */
  readonly environmentFiles?: (evaluation: Evaluation, project: Project) => Iterable<OutputFile>;
  /** Files of the project as a whole. */
  readonly projectFiles?: (view: ProjectView) => Iterable<OutputFile>;
}

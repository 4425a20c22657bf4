import { resolve } from "node:path";
import type { Project } from "../project/define-project.ts";
import {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  isValid,
  type ValidEvaluation,
} from "../project/evaluate.ts";
import type { OutputFile, ProjectView } from "../render/output.ts";
import { unknownName } from "../usage-error.ts";
import { type EnvironmentIssue, ValuesError } from "../values-error.ts";

/** Takes a file's path, absolute, and its content. */
export type TakeFile = (path: string, content: string) => void;

/** What making the outputs needs besides the project. */
export interface RenderOptions {
  /** Folder that output paths start from, absolute. */
  readonly root: string;
  /** The text of a file, absolute, for outputs that are a part of a file; `undefined` where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Layers of an environment beside its own. */
  readonly options?: (environment: string) => EvaluateOptions;
  /** Takes every environment, for what its rules warn of. */
  readonly onEvaluation?: (evaluation: Evaluation) => void;
}

/**
 * Makes the content of every output, one environment at a time, and hands each file on as soon as it is made.
 *
 * @throws {ValuesError} with the issues of all environments, after all were looked at; what was handed on before is
 *   then not to be used.
 */
export function renderProject(
  project: Project,
  take: TakeFile,
  { root, read, options, onEvaluation }: RenderOptions,
): void {
  const perEnvironment = project.outputs.filter((output) => output.environmentFiles);
  const perProject = project.outputs.filter((output) => output.projectFiles);
  const evaluations = new Map<string, ValidEvaluation>();
  const issues: EnvironmentIssue[] = [];
  const hand = (files: Iterable<OutputFile>) => {
    for (const { path, content } of files) {
      const target = resolve(root, path);
      take(target, typeof content === "string" ? content : content(read(target)));
    }
  };
  for (const source of project.environments.values()) {
    const evaluation = evaluate(project, source, options?.(source.name));
    onEvaluation?.(evaluation);
    issues.push(...evaluation.issues);
    if (issues.length > 0 || !isValid(evaluation)) continue;
    for (const output of perEnvironment) hand(output.environmentFiles?.(evaluation, project) ?? []);
    if (perProject.length > 0) evaluations.set(source.name, evaluation);
  }
  if (issues.length > 0) throw new ValuesError(issues);
  const view: ProjectView = {
    project,
    root,
    environments: [...evaluations.values()],
    environment(name) {
      const evaluation = evaluations.get(name);
      if (!evaluation) throw unknownName("environment", name, [...evaluations.keys()]);
      return evaluation;
    },
  };
  for (const output of perProject) hand(output.projectFiles?.(view) ?? []);
}

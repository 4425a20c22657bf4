import type { Project } from "../project/define-project.ts";
import {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  isValid,
  type ValidEvaluation,
} from "../project/evaluate.ts";
import type { OutputFile, ProjectView } from "../project/output.ts";
import { ownValues } from "../project/own-values.ts";
import { UsageError, unknownName } from "../usage-error.ts";
import { type EnvironmentIssue, ValuesError } from "../values-error.ts";
import { outputPath } from "./output-folder.ts";

/** Takes a file's path, from the project's folder, its content, and the Kubernetes objects in it. */
export type TakeFile = (path: string, content: string, manifests?: readonly object[]) => void;

/** What making the outputs needs besides the project. */
export interface RenderOptions {
  /** The project's folder, absolute: outputs are in it. */
  readonly root: string;
  /** The text of a file of the project's folder, for outputs that are a part of it; `undefined` where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Layers of an environment beside its own. */
  readonly options?: (environment: string) => EvaluateOptions;
  /** Takes every environment, for what its rules warn of. */
  readonly onEvaluation?: (evaluation: Evaluation) => void;
}

/**
 * Makes the content of every output, one environment at a time, and hands each file on as soon as it is made.
 *
 * @throws {UsageError} for a path that is not in the project's folder, and for a content that is no text.
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
    for (const { path, content, manifests } of files) {
      const target = outputPath(root, path);
      take(
        target,
        textOf(target, typeof content === "function" ? content(read(target)) : content),
        manifests,
      );
    }
  };
  const evaluated = new Map<string, Evaluation>();
  const evaluationOf = (name: string) => {
    const evaluation = evaluated.get(name) ?? evaluate(project, name, options?.(name));
    evaluated.set(name, evaluation);
    return evaluation;
  };
  const own = perEnvironment.length > 0 ? ownValues(project, evaluationOf) : undefined;
  for (const name of project.environments.keys()) {
    const evaluation = evaluationOf(name);
    // Of ten thousand, one at a time is held.
    evaluated.delete(name);
    onEvaluation?.(evaluation);
    issues.push(...evaluation.issues);
    if (issues.length > 0 || !isValid(evaluation)) continue;
    for (const output of perEnvironment) hand(output.environmentFiles?.(evaluation, project, own) ?? []);
    if (perProject.length > 0) evaluations.set(name, evaluation);
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

/** The content as it will be read again. */
function textOf(path: string, content: unknown): string {
  if (typeof content !== "string")
    throw new UsageError(`the output ${path}: expected a text, but its content is ${kindOf(content)}`);
  if (!content.isWellFormed())
    throw new UsageError(
      `the output ${path}: expected text that UTF-8 can hold, but half of a surrogate pair is in it`,
    );
  return content;
}

function kindOf(value: unknown): string {
  if (value instanceof Promise) return "a promise: an output is not asynchronous";
  return value === null ? "null" : typeof value;
}

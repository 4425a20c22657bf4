import type { ModelProblem } from "./model-problem.ts";

/** A model that cannot be: everything in it that Helm would read differently, with the reasons. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly problems: readonly ModelProblem[];

  constructor(model: string, problems: readonly ModelProblem[]) {
    const lines = problems.map(({ path, reason }) => `  ${path === "" ? "(root)" : path}: ${reason}`);
    super(`the model ${JSON.stringify(model)} cannot be a values.schema.json:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

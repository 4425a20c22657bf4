/** One place where a model is malformed, or where Helm would read it differently or not at all. */
export interface ModelProblem {
  /** The value's path in the model, `a.b[]` for the items of a list and the entries of a map. */
  readonly path: string;
  readonly reason: string;
}

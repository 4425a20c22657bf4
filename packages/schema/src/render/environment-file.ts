import type { Model } from "../model/create-model.ts";
import type { Charts } from "../project/define-project.ts";
import type { ValidEvaluation } from "../project/evaluate.ts";
import type { Output } from "../project/output.ts";
import { fillPath } from "../project/values-path.ts";

/**
 * One file of the project's own for every environment.
 *
 * @param path - where, `{environment}` standing for the name.
 * @param content - typed by its parameter, as in {@link file}; `undefined` where an environment has no such file.
 * @example
 * ```ts
 * type Evaluated = ValidEvaluation<typeof environment, typeof charts>;
 * environmentFile("environments/{environment}/host.txt", ({ environment }: Evaluated) => environment.host)
 * ```
 */
export function environmentFile<M extends Model = Model, C extends Charts = Charts>(
  path: string,
  content: (evaluation: ValidEvaluation<M, C>) => string | undefined,
): Output<M, C> {
  return {
    places: () => [fillPath(path, { environment: "*" })],
    environmentFiles(evaluation) {
      const text = content(evaluation);
      return text === undefined
        ? []
        : [{ path: fillPath(path, { environment: evaluation.name }), content: text }];
    },
  };
}

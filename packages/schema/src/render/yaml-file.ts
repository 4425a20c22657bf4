import type { Model } from "../model/create-model.ts";
import type { Charts } from "../project/define-project.ts";
import type { ValidEvaluation } from "../project/evaluate.ts";
import type { Output } from "../project/output.ts";
import { fillPath } from "../project/values-path.ts";
import { generatedNotice } from "./generated-notice.ts";
import { plainYaml } from "./yaml.ts";

/**
 * A YAML file of the project's own for every environment, below a line that says that it is generated. `chartmodel check`
 * looks at the Kubernetes objects in it.
 *
 * @param path - where, `{environment}` standing for the name.
 * @param documents - typed by its parameter, as in {@link file}; none where an environment has no such file.
 * @example
 * ```ts
 * yamlFile("environments/{environment}/quota.yaml", ({ environment }: Evaluated) => [quotaOf(environment)])
 * ```
 */
export function yamlFile<M extends Model = Model, C extends Charts = Charts>(
  path: string,
  documents: (evaluation: ValidEvaluation<M, C>) => readonly object[],
): Output<M, C> {
  return {
    places: () => [fillPath(path, { environment: "*" })],
    environmentFiles(evaluation, project) {
      const { name } = evaluation;
      const contents = documents(evaluation);
      if (contents.length === 0) return [];
      const parts = contents.map(plainYaml);
      const notice = generatedNotice([project.name, `environment ${JSON.stringify(name)}`]);
      return [
        {
          path: fillPath(path, { environment: name }),
          content: `# ${notice}\n${parts.join("---\n")}`,
          manifests: contents.filter((content) => "apiVersion" in content || "kind" in content),
        },
      ];
    },
  };
}

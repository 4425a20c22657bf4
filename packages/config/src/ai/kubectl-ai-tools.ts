import type { Environment } from "../environment.ts";
import { charts, serviceKeys, serviceName } from "../services.ts";
import { selectorOf } from "./system-text.ts";

/** An entry of kubectl-ai's tools file, which it ignores as a whole, without a word, where one is wrong. */
export interface KubectlAiTool {
  readonly name: string;
  readonly description: string;
  /** The command that the model's own arguments follow. */
  readonly command: string;
  /** What those arguments may be. */
  readonly command_desc: string;
}

/** A few commands that read, with names, namespaces and labels filled in. */
export function kubectlAiTools(environment: Environment): readonly KubectlAiTool[] {
  return serviceKeys.flatMap((key) => {
    const name = charts[key].name.replaceAll("-", "_");
    const place = `--namespace ${environment.namespaces[key]}`;
    const pods = `${place} --selector ${selectorOf(environment, key)}`;
    return [
      {
        name: `${name}_pods`,
        description: `Shows the pods of ${charts[key].name}: whether they are ready, their restarts and nodes.`,
        command: `kubectl get pods ${pods} --output wide`,
        command_desc: "Further flags of kubectl get; none are needed.",
      },
      {
        name: `${name}_logs`,
        description: `Shows the last lines that all pods of ${charts[key].name} logged.`,
        command: `kubectl logs ${pods} --all-containers --prefix --tail 100`,
        command_desc: "Further flags of kubectl logs such as --previous or --since 10m; none are needed.",
      },
      {
        name: `${name}_rollout`,
        description: `Shows how far the rollout of ${charts[key].name} has come.`,
        command: `kubectl rollout status deployment/${serviceName(environment, key)} ${place} --watch=false`,
        command_desc: "Nothing.",
      },
    ];
  });
}

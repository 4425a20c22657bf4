import { environmentFile, type Output, yamlFile } from "@chartmodel/schema";
import type { Environment, environmentModel } from "../environment.ts";
import type { charts } from "../services.ts";
import type { Evaluated } from "../view.ts";
import { access } from "./access.ts";
import { agentNetworkPolicy } from "./agent-network-policy.ts";
import { kagentAccess } from "./kagent-access.ts";
import { kagentResources } from "./kagent-resources.ts";
import { kagentValues } from "./kagent-values.ts";
import { kubectlAiPrompt } from "./kubectl-ai-prompt.ts";
import { kubectlAiTools } from "./kubectl-ai-tools.ts";
import { operatorPolicy } from "./operator-policy.ts";
import { systemJson } from "./system-json.ts";

const folder = "environments/{environment}/ai";

/** The configuration of the assistants, in the folder `ai` of every environment that has them. */
export const aiFiles: readonly Output<typeof environmentModel, typeof charts>[] = [
  documents("access.yaml", (environment) => [...access(environment), ...operatorPolicy(environment)]),
  documents("kagent.yaml", (environment) => [
    ...kagentAccess(environment),
    ...kagentResources(environment),
    agentNetworkPolicy(environment),
  ]),
  documents("kagent.values.yaml", (environment) => [kagentValues(environment)]),
  documents("kubectl-ai-tools.yaml", (environment) => [kubectlAiTools(environment)]),
  environmentFile(`${folder}/kubectl-ai-prompt.md`, ({ environment }: Evaluated) =>
    environment.ai.enabled ? kubectlAiPrompt(environment) : undefined,
  ),
  // Facts and changes of the model need no assistant.
  environmentFile(`${folder}/system.json`, ({ environment }: Evaluated) => systemJson(environment)),
];

function documents(name: string, of: (environment: Environment) => readonly object[]) {
  return yamlFile(`${folder}/${name}`, ({ environment }: Evaluated) =>
    environment.ai.enabled ? of(environment) : [],
  );
}

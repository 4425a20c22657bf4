import { answerSeconds } from "@chartmodel/schema";
import type { Environment } from "../environment.ts";
import { agentPrompt } from "./agent-prompt.ts";
import { modelTools } from "./read-only-tools.ts";
import { skills } from "./skills.ts";
import { toolServer } from "./tool-server.ts";

const apiVersion = "kagent.dev/v1alpha2";

/** The agent's name. */
export const agentName = "todo-ops";

const modelName = "todo-ops-model";
const proposalsName = "todo-model";

/** kagent's objects: the language model, the agent, and the server of the typed model. */
export function kagentResources(environment: Environment): object[] {
  const { proposals } = environment.ai;
  return [
    modelConfig(environment),
    ...(proposals.tokenSecret === "" ? [] : [proposalServer(environment)]),
    agent(environment),
  ];
}

function modelConfig({ ai: { namespace, model } }: Environment): object {
  const { provider, name, endpoint, apiKeySecret } = model;
  const own =
    provider === "Ollama"
      ? { ollama: { host: endpoint, options: { num_ctx: "16384" } } }
      : { openAI: { baseUrl: endpoint } };
  return {
    apiVersion,
    kind: "ModelConfig",
    metadata: { name: modelName, namespace },
    spec: {
      provider,
      model: name,
      ...(apiKeySecret !== "" && { apiKeySecret, apiKeySecretKey: "OPENAI_API_KEY" }),
      ...own,
    },
  };
}

function agent(environment: Environment): object {
  const { namespace, tools, proposals } = environment.ai;
  const server = (name: string, toolNames: readonly string[]) => ({
    type: "McpServer",
    mcpServer: { apiGroup: "kagent.dev", kind: "RemoteMCPServer", name, toolNames },
  });
  return {
    apiVersion,
    kind: "Agent",
    metadata: { name: agentName, namespace },
    spec: {
      type: "Declarative",
      description: `Reads the todo stack of ${environment.name} and proposes changes of its model. It changes nothing.`,
      declarative: {
        runtime: "python",
        modelConfig: modelName,
        stream: true,
        systemMessage: agentPrompt(environment),
        tools: [
          server(toolServer.resource, tools),
          ...(proposals.tokenSecret === "" ? [] : [server(proposalsName, modelTools)]),
        ],
        a2aConfig: { skills: skills.map(({ steps: _steps, ...skill }) => skill) },
      },
    },
  };
}

function proposalServer({ ai: { namespace, proposals } }: Environment): object {
  return {
    apiVersion,
    kind: "RemoteMCPServer",
    metadata: { name: proposalsName, namespace },
    spec: {
      description:
        "The typed model of the todo stack: looks at it, checks it and proposes changes. It writes nothing.",
      protocol: "STREAMABLE_HTTP",
      url: proposals.url,
      // So that the server is the one to say that there is no answer.
      timeout: `${answerSeconds + 5}s`,
      headersFrom: [
        { name: "Authorization", valueFrom: { type: "Secret", name: proposals.tokenSecret, key: "TOKEN" } },
      ],
    },
  };
}

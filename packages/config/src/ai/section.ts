import { DnsLabel, HttpUrl, Type } from "@chartmodel/schema";
import { peers } from "../charts/network-policy.ts";
import { optionalName, optionalOrigin } from "../charts/optional-text.ts";
import { readOnlyTools } from "./read-only-tools.ts";

/** What an environment says of the assistants that look at it; `ai-files.ts` makes their configuration of it. */
export const aiSection = Type.Object(
  {
    enabled: Type.Boolean({
      description: "Generates the configuration of kagent and kubectl-ai for this environment.",
      default: false,
    }),
    namespace: DnsLabel({ description: "Namespace of kagent.", default: "kagent" }),
    model: Type.Object(
      {
        provider: Type.Enum(["Ollama", "OpenAI"], {
          description: "Ollama, or any endpoint that speaks OpenAI's protocol.",
          default: "Ollama",
        }),
        name: Type.String({
          description: "Name of the language model, as its provider knows it.",
          pattern: "^[A-Za-z0-9][A-Za-z0-9._:/-]*$",
          default: "qwen3:8b",
        }),
        endpoint: HttpUrl({
          description: "Where the provider answers, as kagent's pods reach it; with OpenAI it ends with /v1.",
          default: "http://host.minikube.internal:11434",
        }),
        apiKeySecret: optionalName(
          "Secret in kagent's namespace with the provider's key, as OPENAI_API_KEY; \"\" with Ollama.",
        ),
        peers: peers("Where the provider is, for the agents' NetworkPolicy."),
      },
      { description: "Language model of the assistants." },
    ),
    prometheus: optionalOrigin(
      'Prometheus that the agent may query, as kagent\'s pods reach it; "" for none.',
    ),
    proposals: Type.Object(
      {
        url: HttpUrl({
          description: "Where `chartmodel mcp` answers, as kagent's pods reach it.",
          default: "http://host.minikube.internal:8765/mcp",
        }),
        tokenSecret: optionalName(
          'Secret in kagent\'s namespace with its token, as TOKEN; "" for an agent without it.',
        ),
      },
      { description: "The model's own server, by which the agent looks at the model and proposes changes." },
    ),
    tools: Type.Array(Type.String({ minLength: 1 }), {
      description: "Tools of kagent's tool server that the agent may call; all of them only read.",
      default: [...readOnlyTools],
    }),
  },
  { description: "Assistants that look at this environment: kagent and kubectl-ai." },
);

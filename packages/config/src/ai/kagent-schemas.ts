import { modelTools, readOnlyTools } from "./read-only-tools.ts";

/**
 * What this project may say in kagent's custom resources (`kagent.dev/v1alpha2`, tried with 0.9.12): the fields that it
 * uses and no other, the agent's tools by name, and what the fields demand of one another, in CEL. Narrower than kagent's
 * own definitions, which the API server holds the objects to besides.
 */
export const kagentSchemas = {
  "kagent.dev/v1alpha2/ModelConfig": resource(
    {
      provider: { type: "string", enum: ["Ollama", "OpenAI"], default: "OpenAI" },
      model: text(),
      apiKeySecret: text(),
      apiKeySecretKey: text(),
      ollama: strict(
        { host: text(), options: { type: "object", additionalProperties: { type: "string" } } },
        ["host"],
      ),
      openAI: strict({ baseUrl: text() }, ["baseUrl"]),
    },
    ["model"],
    [
      {
        rule: "has(self.ollama) == (self.provider == 'Ollama')",
        message: "ollama goes with the provider Ollama, and only with it",
      },
      {
        rule: "has(self.openAI) == (self.provider == 'OpenAI')",
        message: "openAI goes with the provider OpenAI, and only with it",
      },
      {
        rule: "has(self.apiKeySecret) == has(self.apiKeySecretKey)",
        message: "apiKeySecret and apiKeySecretKey go together",
      },
    ],
  ),
  "kagent.dev/v1alpha2/RemoteMCPServer": resource(
    {
      description: text(),
      protocol: { type: "string", enum: ["STREAMABLE_HTTP"], default: "STREAMABLE_HTTP" },
      url: { ...text(), pattern: "^https?://" },
      timeout: { type: "string", pattern: "^[0-9]+(ms|s|m)$", default: "30s" },
      headersFrom: list(
        strict(
          {
            name: text(),
            valueFrom: strict({ type: { type: "string", enum: ["Secret"] }, name: name(), key: name() }, [
              "type",
              "name",
              "key",
            ]),
          },
          ["name", "valueFrom"],
        ),
      ),
    },
    ["description", "url"],
  ),
  "kagent.dev/v1alpha2/Agent": resource(
    {
      type: { type: "string", enum: ["Declarative"], default: "Declarative" },
      description: text(),
      declarative: strict(
        {
          runtime: { type: "string", enum: ["python", "go"], default: "python" },
          modelConfig: text(),
          stream: { type: "boolean" },
          systemMessage: text(),
          tools: {
            ...list(
              strict(
                {
                  type: { type: "string", enum: ["McpServer"] },
                  mcpServer: strict(
                    {
                      apiGroup: { type: "string", enum: ["kagent.dev"] },
                      kind: { type: "string", enum: ["RemoteMCPServer"] },
                      name: text(),
                      // None named would be all of them.
                      toolNames: {
                        ...list({ type: "string", enum: [...readOnlyTools, ...modelTools] }),
                        minItems: 1,
                        maxItems: 50,
                      },
                    },
                    ["apiGroup", "kind", "name", "toolNames"],
                  ),
                },
                ["type", "mcpServer"],
              ),
            ),
            maxItems: 20,
          },
          a2aConfig: strict({
            skills: {
              ...list(
                strict(
                  {
                    id: text(),
                    name: text(),
                    description: text(),
                    tags: { ...list(text()), maxItems: 20 },
                    examples: { ...list(text()), maxItems: 20 },
                  },
                  ["id", "name", "tags"],
                ),
              ),
              minItems: 1,
            },
          }),
        },
        ["modelConfig", "systemMessage", "tools"],
      ),
    },
    ["declarative", "description"],
    [
      {
        rule: "self.declarative.tools.all(tool, self.declarative.tools.exists_one(other, other.mcpServer.name == tool.mcpServer.name))",
        message: "a tool server is named once, with all of its tools",
      },
    ],
  ),
} as const satisfies Readonly<Record<string, object>>;

function resource(fields: object, required: readonly string[], rules: readonly object[] = []) {
  return strict(
    {
      apiVersion: text(),
      kind: text(),
      metadata: strict({ name: text(), namespace: text() }, ["name", "namespace"]),
      spec: { ...strict(fields, required), "x-kubernetes-validations": rules },
    },
    ["apiVersion", "kind", "metadata", "spec"],
  );
}

function strict(properties: object, required: readonly string[] = []) {
  return { type: "object", additionalProperties: false, required, properties };
}

function list(items: object) {
  return { type: "array", items };
}

/** Of an object, or a key in one. */
function name() {
  return { ...text(), maxLength: 253 };
}

function text() {
  return { type: "string", minLength: 1 };
}

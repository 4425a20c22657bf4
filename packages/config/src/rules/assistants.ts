import { defineRule } from "@chartmodel/schema";
import { readOnlyTools } from "../ai/read-only-tools.ts";
import type { Environment } from "../environment.ts";

export const assistantTools = defineRule(
  "assistant-tools",
  "The agent has tools that read, and no other.",
  ({ ai }: Environment, report) => {
    for (const [index, tool] of ai.tools.entries()) {
      if ((readOnlyTools as readonly string[]).includes(tool)) continue;
      report(["ai", "tools", index], {
        expected: `a tool that only reads: ${readOnlyTools.join(", ")}`,
        received: tool,
        fix: "leave it out; a change goes through the model",
      });
    }
  },
);

export const assistantModel = defineRule(
  "assistant-model",
  "The agents may reach their language model; OpenAI's protocol has a key in a Secret and an endpoint of /v1.",
  ({ ai: { enabled, model } }: Environment, report) => {
    if (!enabled) return;
    if (model.peers.length === 0)
      report("ai.model.peers", {
        expected: "where the language model is (nobody is let through)",
        received: model.peers,
        fix: "name its addresses or pods",
      });
    if (model.provider !== "OpenAI") return;
    if (model.apiKeySecret === "")
      report("ai.model.apiKeySecret", {
        expected: "the Secret with the provider's key, as OpenAI asks for one",
        received: model.apiKeySecret,
        fix: "name it; an endpoint that needs none takes any text",
      });
    if (!/\/v1\/?$/.test(model.endpoint))
      report("ai.model.endpoint", {
        expected: "an address that ends with /v1, where OpenAI's protocol is spoken",
        received: model.endpoint,
        fix: "add /v1",
      });
  },
);

export const assistantNamespace = defineRule(
  "assistant-namespace",
  "The assistants have a namespace of their own: their Secrets are none of the services'.",
  ({ ai, namespaces }: Environment, report) => {
    if (!ai.enabled || !Object.values(namespaces).includes(ai.namespace)) return;
    report("ai.namespace", {
      expected: "another namespace than the services'",
      received: ai.namespace,
      fix: 'choose another one, for instance "kagent"',
    });
  },
);
